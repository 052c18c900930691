package dev.hostkeysync.webhook.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.hostkey.HostKeyDigits;
import java.util.Optional;

/// Zoom says that a host key was changed. It lives until the ledger was asked whose it is.
///
/// @param digits empty when Zoom masks them or leaves them out
record ReportedHostKey(Optional<HostKeyDigits> digits) {

    private static final String FIELD = "host_key";

    /// @param user `object`: what changed
    /// @param before `old_object`
    /// @return empty when it is not the host key that was changed
    static Optional<ReportedHostKey> in(JsonNode user, JsonNode before) {
        return user.has(FIELD) || before.has(FIELD)
                ? Optional.of(new ReportedHostKey(digits(user.path(FIELD))))
                : Optional.empty();
    }

    private static Optional<HostKeyDigits> digits(JsonNode value) {
        return value.isTextual() && value.textValue().matches("[0-9]{6,10}")
                ? Optional.of(HostKeyDigits.of(value.textValue()))
                : Optional.empty();
    }
}
