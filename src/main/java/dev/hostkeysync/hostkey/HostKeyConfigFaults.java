package dev.hostkeysync.hostkey;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.sealing.Keyset;
import dev.hostkeysync.sealing.UnusableKeyset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What can be wrong with the variables of [HostKeyConfig], in words that repeat no secret.
final class HostKeyConfigFaults {

    static final String EXPECTED = "a Tink AEAD keyset in JSON, as script/keyset prints it";

    private HostKeyConfigFaults() {}

    static Optional<String> ofLength(String value) {
        return value.matches("[6-9]|10")
                ? Optional.empty()
                : Optional.of("'" + value + "' is not a length of host keys");
    }

    static Optional<String> ofKeyset(String value) {
        return fault(() -> Keyset.parse(Secret.of(value)));
    }

    static Optional<String> ofKeysetFile(String value) {
        return fault(() -> Keyset.read(Path.of(value)));
    }

    static List<String> ofChoice(Optional<String> keyset, Optional<String> file) {
        boolean inline = keyset.filter(value -> !value.isBlank()).isPresent();
        boolean inFile = file.filter(value -> !value.isBlank()).isPresent();
        if (inline && inFile) {
            return List.of(
                    "HOSTKEY_KEYSET: HOSTKEY_KEYSET_FILE is set too; expected only one of them");
        }
        if (!inline && !inFile) {
            return List.of(
                    "HOSTKEY_KEYSET: neither it nor HOSTKEY_KEYSET_FILE is set; expected one of them, with "
                            + EXPECTED);
        }
        return List.of();
    }

    private static Optional<String> fault(Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (UnusableKeyset e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
