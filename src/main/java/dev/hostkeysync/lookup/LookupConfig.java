package dev.hostkeysync.lookup;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// How often one reader may be told host keys.
@ConfigMapping(prefix = "reveals")
public interface LookupConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.defaulted(
                            "REVEALS_PER_MINUTE",
                            "a whole number from 1 to 1000000",
                            text ->
                                    text.matches("[1-9][0-9]{0,5}|1000000")
                                            ? Optional.empty()
                                            : Optional.of("'" + text + "' is out of range")));

    /// Host keys asked for by one token or person, in this process.
    @WithDefault("600")
    int perMinute();
}
