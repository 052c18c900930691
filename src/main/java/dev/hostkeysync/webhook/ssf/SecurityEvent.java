package dev.hostkeysync.webhook.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// The one event of a proved SET.
///
/// @param issuer as in `SSF_ISSUERS`
/// @param jti unique for the issuer
/// @param type the URI of the event's type
/// @param payload an object
/// @param subject `sub_id`, else the event's own `subject` (RISC before 1.0); missing where there
///   is neither
/// @param occurredAt by the transmitter's clock, never later than it was issued, nor than now
record SecurityEvent(
        String issuer,
        String jti,
        String type,
        JsonNode payload,
        JsonNode subject,
        Instant occurredAt) {

    /// Without the payload, which is personal.
    @Override
    public String toString() {
        return "SecurityEvent[" + type + "]";
    }
}
