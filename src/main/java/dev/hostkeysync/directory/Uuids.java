package dev.hostkeysync.directory;

import dev.hostkeysync.directory.Criteria.Text;
import java.util.Optional;
import java.util.UUID;

/// Ids as text.
final class Uuids {

    private Uuids() {}

    /// Empty for what is no id in the form in which we write them: it is nobody's.
    static Optional<UUID> parse(Text text) {
        String value =
                text.exact() ? text.value() : text.value().toLowerCase(java.util.Locale.ROOT);
        try {
            UUID id = UUID.fromString(value);
            return id.toString().equals(value) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
