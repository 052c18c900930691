package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import java.time.Duration;

/// What receivers are told when they ask for something that cannot be.
final class StreamProblems {

    private static final Problem NO_STREAM =
            Problem.of("no-such-stream", 404, "There is no such stream");

    private static final Problem TOO_MANY =
            Problem.of("too-many-streams", 409, "There are too many streams");

    private static final Problem TOO_SOON =
            Problem.of("too-soon", 429, "Verifications were asked for too often");

    private StreamProblems() {}

    /// Somebody else's stream is as good as none.
    static ProblemException noStream() {
        return NO_STREAM.detail("this receiver has no stream with this stream_id").toException();
    }

    static ProblemException tooMany(int most) {
        return TOO_MANY.detail("a receiver can have " + most + ", and all together 100")
                .toException();
    }

    static ProblemException tooSoon(Duration pause) {
        return TOO_SOON.detail("min_verification_interval is " + pause.toSeconds() + " s")
                .retryAfter(pause)
                .toException();
    }
}
