package dev.hostkeysync.ops.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How the walk from request to event goes, from good to bad.
public enum PipelineState {
    /// What comes in goes out.
    OK,
    /// It goes out, later than usual.
    SLOW,
    /// Zoom's limits, or our share of them, set the pace.
    RATE_LIMITED,
    /// Nobody calls Zoom until somebody puts the account or the app right.
    PAUSED,
    /// Something is left to do and nothing moves, or nobody can tell whether it does.
    STALLED;

    /// The value of the metric's label, such as `rate_limited`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param label as [#label] gives it
    public static Optional<PipelineState> parse(String label) {
        return Arrays.stream(values()).filter(state -> state.label().equals(label)).findFirst();
    }
}
