package dev.hostkeysync.portal.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.ops.pipeline.PipelineState;

/// The answer to "is it working?".
///
/// @param state as in [PipelineState#label]
/// @param word the state, as people say it
/// @param title the answer in a sentence
/// @param reason why, and what to do
/// @param next where to look; empty where nothing is to be done
/// @param nextAt the section of the page that helps; empty = none
public record VerdictView(
        @JsonProperty String state,
        @JsonProperty String tone,
        @JsonProperty String word,
        @JsonProperty String title,
        @JsonProperty String reason,
        @JsonProperty String next,
        @JsonProperty String nextAt) {

    /// @param isNeeded whether something waits for somebody, whatever the state is
    static VerdictView of(String state, String reason, boolean isNeeded) {
        return PipelineState.parse(state)
                .map(known ->
                        known == PipelineState.OK && isNeeded ? needed(known) : of(known, reason))
                .orElseThrow(() -> new IllegalArgumentException("no state: " + state));
    }

    private static VerdictView needed(PipelineState state) {
        return view(
                state,
                Tone.WARN,
                "OK",
                "It is working, and something waits for you.",
                "What comes in goes out. What is listed here goes on when you have decided or mended it:",
                "",
                "");
    }

    private static VerdictView of(PipelineState state, String reason) {
        return switch (state) {
            case OK -> view(state, Tone.GOOD, "OK", "It is working.", reason, "", "");
            case SLOW ->
                    view(
                            state,
                            Tone.WARN,
                            "Slow",
                            "It is working, later than usual.",
                            reason,
                            "See which stage is behind",
                            "#pipeline");
            case RATE_LIMITED ->
                    view(
                            state,
                            Tone.WARN,
                            "Rate limited",
                            "It is working at the pace that Zoom's limits leave us.",
                            reason,
                            "See the budget of each class",
                            "#budget");
            case PAUSED ->
                    view(
                            state,
                            Tone.BAD,
                            "Paused",
                            "Zoom does not let us work until somebody puts it right.",
                            reason,
                            "See what preflight finds, and how to mend it",
                            "#preflight");
            case STALLED ->
                    view(
                            state,
                            Tone.BAD,
                            "Stalled",
                            "It is not working.",
                            reason,
                            "See where it stops",
                            "#pipeline");
        };
    }

    private static VerdictView view(
            PipelineState state,
            Tone tone,
            String word,
            String title,
            String reason,
            String next,
            String nextAt) {
        return new VerdictView(
                state.label(),
                tone.css(),
                word,
                title,
                reason.replace("GET /api/v1/preflight tells", "preflight tells"),
                next,
                nextAt);
    }
}
