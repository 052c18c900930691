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

    /// How the reasons of holds end that Zoom asked for with a 429.
    public static final String TOO_MANY_CALLS = "too many calls";

    public static final String ZOOM_DAY_USED = "the day's calls are used up";

    /// A reason that is none of the above is why Zoom refuses the account or the app.
    public HoldCause cause() {
        if (reason.equals(DAY_USED) || reason.equals(BATCH_DAY_USED)) {
            return HoldCause.OUR_DAY_USED;
        }
        if (reason.endsWith(ZOOM_DAY_USED)) {
            return HoldCause.ZOOM_DAY_USED;
        }
        return reason.endsWith(TOO_MANY_CALLS) ? HoldCause.THROTTLED : HoldCause.REFUSED;
    }
}
