package dev.hostkeysync.zoomsim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// The answers that an [Action] makes up.
final class ActionAnswers {

    private static final Duration NEXT_SECOND = Duration.ofSeconds(2);

    private final Supplier<SimulatorOptions> options;
    private final InstantSource clock;

    ActionAnswers(Supplier<SimulatorOptions> options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    Answer status(Action.Status action, Call call) {
        Map<String, String> headers = action.headers();
        Answer answer = bodyOf(action, call);
        return headers == null ? answer : answer.withAll(headers);
    }

    private static Answer bodyOf(Action.Status action, Call call) {
        Integer zoomCode = action.zoomCode();
        int status =
                action.code() != null
                        ? action.code()
                        : FaultTable.statusOf(Objects.requireNonNull(zoomCode)).orElseThrow();
        if (action.body() != null) {
            return action.body().isTextual()
                    ? new Answer(status, Map.of(), action.body().asText())
                    : Answer.json(status, action.body());
        }
        if (status < 400) {
            return new Answer(status, Map.of(), "");
        }
        int code = zoomCode == null ? status : zoomCode;
        String text = FaultTable.textOf(code).replace("{}", call.userRef().orElse(""));
        return Answer.fault(status, code, text);
    }

    Answer throttle(Action.Throttle action, RateLabel label) {
        boolean daily = Throttling.DAILY.equals(action.type());
        String type = Objects.requireNonNullElse(action.type(), Throttling.PER_SECOND);
        String retryAfter = Objects.requireNonNullElse(action.retryAfter(), daily ? "iso" : "none");
        Plan plan = options.get().plan();
        int limit = (daily ? plan.perDay(label) : plan.perSecond(label)).orElse(0);
        Answer answer = Throttling.limited(label, type, limit);

        Instant now = clock.instant();
        Instant until = daily ? Throttling.nextMidnight(now) : now.plus(NEXT_SECOND);
        return switch (retryAfter) {
            case "none" -> answer;
            case "iso" ->
                    answer.with("Retry-After", until.truncatedTo(ChronoUnit.SECONDS).toString());
            case "http-date" ->
                    answer.with(
                            "Retry-After",
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    until.atOffset(ZoneOffset.UTC)));
            default -> answer.with("Retry-After", retryAfter);
        };
    }

    Answer garbage() {
        return new Answer(
                200,
                Map.of("Content-Type", "text/html"),
                "<!DOCTYPE html><html><body><h1>Scheduled maintenance</h1></body></html>");
    }
}
