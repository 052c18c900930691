package dev.hostkeysync.subscription;

import java.time.Duration;
import java.util.Optional;

/// What an attempt means for its delivery. `failure` is ours and can be shown.
sealed interface Verdict {

    /// One delivery's answer does not stop the others for longer.
    Duration LONGEST_HOLD = Duration.ofHours(1);

    record Delivered() implements Verdict {}

    /// @param hold the receiver wants nothing at all for so long
    record Later(String failure, Duration pause, Optional<Duration> hold) implements Verdict {}

    /// It was the last attempt.
    record GivenUp(String failure) implements Verdict {}

    /// The receiver got it and will never take it.
    record Refused(String failure) implements Verdict {}

    /// The receiver wants nothing any more.
    record Gone() implements Verdict {}

    /// @param attempts how often it was tried so far, this one included
    static Verdict of(Reply reply, int attempts, RetrySchedule schedule) {
        return switch (reply) {
            case Reply.Answered(int status, var _, var _) when status >= 200 && status < 300 ->
                    new Delivered();
            case Reply.Answered(int status, var _, var _) when status == 410 -> new Gone();
            case Reply.Answered(int status, Optional<Duration> wish, var _) ->
                    failed("answered " + status, attempts, wish, schedule);
            case Reply.Refused(String reason) -> new Refused(reason);
            case Reply.NoAnswer(String reason) ->
                    failed(reason, attempts, Optional.empty(), schedule);
            case Reply.NotAllowed(String reason) ->
                    failed(reason, attempts, Optional.empty(), schedule);
        };
    }

    private static Verdict failed(
            String failure, int attempts, Optional<Duration> wish, RetrySchedule schedule) {
        return schedule.after(attempts, wish)
                .<Verdict>map(pause -> new Later(failure, pause, wish.map(Verdict::hold)))
                .orElseGet(() -> new GivenUp(failure));
    }

    private static Duration hold(Duration wish) {
        return wish.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : wish;
    }
}
