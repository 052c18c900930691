package dev.hostkeysync.zoom.limit;

import java.time.Duration;

/// Why no replica may call, and for how long.
///
/// @param remaining from now, more than zero
/// @param reason as given to [Budget#hold], or [#DAY_USED]
public record Hold(Duration remaining, String reason) {

    /// Our share of the day's calls is gone; it ends at 00:00 UTC. Nobody set this hold and nobody
    /// can release it.
    public static final String DAY_USED = "our share of Zoom's calls of the day is used up";

    /// The same for batch work alone: the rest of the day is for live events.
    public static final String BATCH_DAY_USED =
            "the share of batch work in the day's calls is used up";
}
