package dev.hostkeysync.portal.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.ops.pipeline.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The last five minutes, a line for each figure.
///
/// @param at seconds since 1970, the same for every line
/// @param lines by name; null where nobody could tell
/// @param table the same in words, for who does not see the charts
public record Lines(
        @JsonProperty List<Long> at,
        @JsonProperty Map<String, List<@Nullable Double>> lines,
        @JsonProperty List<Range> table) {

    /// @param before a minute ago
    public record Range(
            @JsonProperty String name,
            @JsonProperty String now,
            @JsonProperty String before,
            @JsonProperty String lowest,
            @JsonProperty String highest) {}

    private record Line(
            String id, String name, boolean ratio, Function<Moment, @Nullable Double> value) {}

    /// Samples are taken every two seconds.
    private static final int A_MINUTE = 30;

    private static final List<Line> ALL =
            List.of(
                    new Line(
                            "scim",
                            "SCIM changes accepted a second, this replica",
                            false,
                            Moment::scimPerSecond),
                    new Line(
                            "webhooks",
                            "Webhook events accepted a second, this replica",
                            false,
                            Moment::webhooksPerSecond),
                    new Line(
                            "outbox",
                            "Messages in the outbox",
                            false,
                            moment -> (double) moment.outboxRows()),
                    new Line("lag", "Lifecycle events not applied yet", false, Lines::lag),
                    new Line(
                            "unfinished",
                            "Users with something left to do",
                            false,
                            moment -> (double) moment.unfinished()),
                    new Line(
                            "oldest",
                            "Age of the oldest unfinished work, in seconds",
                            false,
                            Moment::oldestSeconds),
                    new Line(
                            "zoom",
                            "Calls to Zoom a second, this replica",
                            false,
                            Moment::zoomPerSecond),
                    new Line("events", "Host-key events a second", false, Moment::eventsPerSecond),
                    budget("light", "Used of the budget that sets host keys"),
                    budget("medium", "Used of the budget that lists users"),
                    budget("heavy", "Used of the budget of heavy calls"),
                    budget("resource_intensive", "Used of the budget of resource-intensive calls"));

    private static Line budget(String rateClass, String name) {
        return new Line(
                "budget-" + rateClass, name, true, moment -> moment.budgets().get(rateClass));
    }

    static Lines of(List<Moment> moments) {
        Map<String, List<@Nullable Double>> lines = new LinkedHashMap<>();
        for (Line line : ALL) {
            lines.put(line.id(), values(moments, line));
        }
        return new Lines(
                moments.stream().map(moment -> moment.at().getEpochSecond()).toList(),
                lines,
                ALL.stream().map(line -> range(line, values(moments, line))).toList());
    }

    private static List<@Nullable Double> values(List<Moment> moments, Line line) {
        List<@Nullable Double> values = new java.util.ArrayList<>();
        for (Moment moment : moments) {
            values.add(rounded(line.value().apply(moment)));
        }
        return values;
    }

    private static Range range(Line line, List<@Nullable Double> values) {
        List<Double> known = values.stream().filter(Objects::nonNull).toList();
        @Nullable Double before =
                values.size() > A_MINUTE ? values.get(values.size() - 1 - A_MINUTE) : null;
        return new Range(
                line.name(),
                text(line, values.isEmpty() ? null : values.getLast()),
                text(line, before),
                text(line, known.stream().min(Double::compare).orElse(null)),
                text(line, known.stream().max(Double::compare).orElse(null)));
    }

    private static String text(Line line, @Nullable Double value) {
        if (value == null) {
            return "–";
        }
        return line.ratio() ? Figures.percent(value) : Figures.rate(value);
    }

    private static @Nullable Double lag(Moment moment) {
        @Nullable Long lag = moment.lag();
        return lag == null ? null : (double) lag;
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Math.round(value * 1000) / 1000.0;
    }
}
