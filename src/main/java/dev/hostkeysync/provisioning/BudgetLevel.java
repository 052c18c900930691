package dev.hostkeysync.provisioning;

import java.time.Duration;
import java.util.Optional;

/// How much of our budget for one of Zoom's rate classes is used, by all replicas together.
///
/// @param rateClass such as `light`; host keys are set by calls of that one
/// @param usedRatio part of our share, 1 = all of it
public record BudgetLevel(String rateClass, double usedRatio, Optional<Held> held) {

    /// The class of the calls that set host keys.
    public static final String LIGHT = "light";

    /// Why nobody may call.
    ///
    /// @param cause `throttled`, `zoom_day_used`, `our_day_used` or `refused`
    /// @param reason a few words for people
    public record Held(String cause, String reason, Duration remaining) {

        /// Zoom refuses the account or the app: somebody has to put that right.
        public boolean isRefused() {
            return cause.equals("refused");
        }
    }
}
