package dev.hostkeysync.hostkey;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How host keys are made and sealed.
@ConfigMapping(prefix = "hostkey")
public interface HostKeyConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.defaulted(
                            "HOSTKEY_LENGTH",
                            "a whole number from 6 to 10",
                            HostKeyConfigFaults::ofLength),
                    Setting.optional(
                            "HOSTKEY_KEYSET",
                            HostKeyConfigFaults.EXPECTED,
                            HostKeyConfigFaults::ofKeyset),
                    Setting.optional(
                            "HOSTKEY_KEYSET_FILE",
                            "the path of a file that holds " + HostKeyConfigFaults.EXPECTED,
                            HostKeyConfigFaults::ofKeysetFile));

    /// Digits of a new host key, 6 to 10.
    @WithDefault("6")
    int length();

    /// Tink AEAD keyset, cleartext JSON. Either this or [#keysetFile].
    Optional<Secret> keyset();

    /// The same in a file.
    Optional<Path> keysetFile();

    /// What no single variable can say: exactly one of the two ways to give the keyset is used.
    ///
    /// @param environment the value of a variable, empty when it is not set
    /// @return one line per fault
    static List<String> faults(Function<String, Optional<String>> environment) {
        return HostKeyConfigFaults.ofChoice(
                environment.apply("HOSTKEY_KEYSET"), environment.apply("HOSTKEY_KEYSET_FILE"));
    }
}
