package dev.hostkeysync.portal.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.ops.pipeline.PipelineSnapshot;
import dev.hostkeysync.ops.pipeline.Verdict;
import org.jspecify.annotations.Nullable;

/// How much of our share of one of Zoom's rate classes is used, by all replicas together.
///
/// @param used 0 to 1
/// @param text the same, or why nobody may call
public record BudgetView(
        @JsonProperty String id,
        @JsonProperty String name,
        @JsonProperty String what,
        @JsonProperty String tone,
        @JsonProperty double used,
        @JsonProperty String share,
        @JsonProperty String text) {

    static BudgetView of(PipelineSnapshot.RateClass one) {
        PipelineSnapshot.@Nullable Held held = one.held();
        Tone tone = one.usedRatio() >= Verdict.BUDGET_FULL ? Tone.WARN : Tone.GOOD;
        String text =
                tone == Tone.WARN ? "Our share is used up; it goes on at that pace." : "Open.";
        if (held != null) {
            tone = held.cause().equals("refused") ? Tone.BAD : Tone.WARN;
            text =
                    "Held for another %s: %s."
                            .formatted(Figures.age(held.remainingSeconds()), held.reason());
        }
        return new BudgetView(
                one.name(),
                name(one.name()),
                what(one.name()),
                tone.css(),
                Math.clamp(one.usedRatio(), 0, 1),
                Figures.percent(one.usedRatio()),
                text);
    }

    private static String name(String rateClass) {
        return switch (rateClass) {
            case "light" -> "Light";
            case "medium" -> "Medium";
            case "heavy" -> "Heavy";
            case "resource_intensive" -> "Resource-intensive";
            default -> rateClass;
        };
    }

    private static String what(String rateClass) {
        return switch (rateClass) {
            case "light" -> "sets host keys";
            case "medium" -> "lists users, reads settings";
            default -> "";
        };
    }
}
