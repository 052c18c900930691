package dev.hostkeysync.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Judges a token and remembers who was wrong too often.
@Startup
@ApplicationScoped
class SignIn {

    /// How a sign-in ends.
    sealed interface Outcome {
        record In(Caller caller) implements Outcome {}

        /// 401.
        record Refused(String reason) implements Outcome {}

        /// 503.
        record ComeAgain(String cause, Duration retryAfter) implements Outcome {}

        /// 429, for a bad token after many others of the same source.
        record HeldBack(Duration retryAfter) implements Outcome {}
    }

    private static final List<String> OUTCOMES = List.of("refused", "held_back", "undecided");

    private final BearerJudge judge;
    private final FailureLimiter limiter;
    private final MeterRegistry metrics;

    SignIn(BearerJudge judge, FailureLimiter limiter, MeterRegistry metrics) {
        this.judge = judge;
        this.limiter = limiter;
        this.metrics = metrics;
        // Of a series that begins at 1 nobody sees that it rose.
        OUTCOMES.forEach(outcome -> add(outcome, 0));
    }

    /// Without waiting; empty when [#signIn] has to look further.
    Optional<Outcome> signInAtOnce(String token, String source) {
        Optional<Judgement> judgement = judge.judgeAtOnce(token);
        if (judgement.isEmpty() && TokenText.isOurs(token)) {
            // No look into the database for somebody who guesses; a token that was made a moment
            // ago is known without one in two seconds.
            return limiter.isHeldBack(source).map(wait -> heldBack(wait));
        }
        return judgement.map(known -> outcome(known, source));
    }

    /// For what [#signInAtOnce] could not tell. Blocks.
    Outcome signIn(String token, String source) {
        return outcome(judge.judge(token), source);
    }

    private Outcome outcome(Judgement judgement, String source) {
        return switch (judgement) {
            case Judgement.Accepted(Caller caller) -> new Outcome.In(caller);
            case Judgement.Refused(String reason) ->
                    limiter.failed(source).map(this::heldBack).orElseGet(() -> refused(reason));
            case Judgement.Undecided(String cause, Duration retryAfter) -> {
                count("undecided");
                yield new Outcome.ComeAgain(cause, retryAfter);
            }
        };
    }

    private Outcome refused(String reason) {
        count("refused");
        return new Outcome.Refused(reason);
    }

    private Outcome heldBack(Duration wait) {
        count("held_back");
        return new Outcome.HeldBack(wait);
    }

    private void count(String outcome) {
        add(outcome, 1);
    }

    private void add(String outcome, int times) {
        metrics.counter("hostkeysync_sign_in_failures_total", "outcome", outcome).increment(times);
    }
}
