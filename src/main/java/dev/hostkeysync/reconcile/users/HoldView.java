package dev.hostkeysync.reconcile.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.zoom.limit.Hold;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Why nobody's key is set at Zoom right now.
///
/// @param until before then no attempt is made, whatever `nextAttemptAt` says
@Schema(name = "ZoomHold", description = "No call is made at all until then")
record HoldView(@JsonProperty String reason, @JsonProperty Instant until) {

    static HoldView of(Hold hold, Instant now) {
        return new HoldView(
                hold.reason(), now.plus(hold.remaining()).truncatedTo(ChronoUnit.SECONDS));
    }
}
