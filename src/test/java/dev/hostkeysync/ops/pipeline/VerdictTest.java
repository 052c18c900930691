package dev.hostkeysync.ops.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.ops.lag.ConsumerGroup;
import dev.hostkeysync.ops.lag.LagHistory;
import dev.hostkeysync.provisioning.BudgetLevel;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    /// Times in seconds.
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # database, brokers, lag, growth, stuck, outbox, behind, due, held,           budget, state
                      0,        0,       0,   0,      0,     0,      0,      0,   ,               0,      OK
                      9,        29,      9,   1,      59,    9,      59,     9,   ,               0.89,   OK
                      0,        0,       999, 100,    0,     0,      0,      0,   ,               0,      OK
                      0,        0,       1000, 0,     0,     0,      0,      0,   ,               0,      OK
                      0,        0,       5000, -10,   0,     0,      0,      0,   ,               0,      OK
                      0,        0,       1000, 1,     0,     0,      0,      0,   ,               0,      SLOW
                      0,        0,       0,   0,      0,     10,     0,      0,   ,               0,      SLOW
                      0,        0,       0,   0,      0,     0,      60,     5,   ,               0,      SLOW
                      0,        0,       0,   0,      0,     0,      299,    5,   ,               0.89,   SLOW
                      0,        0,       0,   0,      0,     0,      300,    5,   ,               0.89,   STALLED
                      0,        0,       0,   0,      0,     0,      9,      5,   ,               1,      OK
                      0,        0,       0,   0,      0,     0,      10,     5,   ,               0.9,    RATE_LIMITED
                      0,        0,       0,   0,      0,     0,      3000,   5,   ,               0.9,    RATE_LIMITED
                      0,        0,       0,   0,      0,     0,      0,      0,   throttled,      0,      RATE_LIMITED
                      0,        0,       0,   0,      0,     0,      3000,   5,   our_day_used,   1,      RATE_LIMITED
                      0,        0,       0,   0,      0,     0,      3000,   5,   zoom_day_used,  1,      RATE_LIMITED
                      0,        0,       0,   0,      0,     0,      3000,   5,   refused,        0,      PAUSED
                      0,        0,       5000, 9,     0,     30,     0,      0,   refused,        0,      PAUSED
                      0,        0,       1,   0,      60,    0,      0,      0,   refused,        0,      STALLED
                      0,        0,       0,   0,      0,     60,     0,      0,   throttled,      0,      STALLED
                      0,        30,      0,   0,      0,     0,      0,      0,   refused,        0,      STALLED
                      10,       0,       0,   0,      0,     0,      0,      0,   throttled,      0,      STALLED
                    """)
    void judges(
            long database,
            long brokers,
            long lag,
            double growth,
            long stuck,
            long outbox,
            long behind,
            long due,
            String held,
            double budget,
            PipelineState state) {
        Vitals vitals =
                new Vitals(
                        Duration.ofSeconds(database),
                        Duration.ofSeconds(brokers),
                        lag,
                        growth,
                        new LagHistory.Stuck(
                                ConsumerGroup.SUBSCRIPTIONS, 7, Duration.ofSeconds(stuck)),
                        Duration.ofSeconds(outbox),
                        Duration.ofSeconds(behind),
                        due,
                        Optional.ofNullable(held)
                                .map(cause ->
                                        new BudgetLevel.Held(
                                                cause,
                                                "Zoom answered 429: too many calls",
                                                Duration.ofSeconds(90))),
                        budget);

        Verdict verdict = Verdict.of(vitals);

        assertThat(verdict.state()).isEqualTo(state);
        assertThat(verdict.mend().isEmpty()).isEqualTo(state == PipelineState.OK);
    }

    @Test
    void saysWhatHappenedWhyAndWhatToDo() {
        assertThat(Verdict.of(vitals(40, 0, Optional.empty())).reason())
                .isEqualTo(
                        "PostgreSQL has not answered for 40 s. Requests get 503 and are repeated by their senders,"
                                + " nothing is lost. Check the server at DATABASE_URL.");
        assertThat(Verdict.of(vitals(0, 7_500, Optional.empty())).reason())
                .isEqualTo(
                        "Kafka has not answered for 2 h. Requests are still taken and wait in the outbox, nothing"
                                + " is lost. Check the brokers in KAFKA_BOOTSTRAP_SERVERS.");
        assertThat(
                        Verdict.of(
                                        vitals(
                                                0,
                                                0,
                                                Optional.of(
                                                        new BudgetLevel.Held(
                                                                "refused",
                                                                "Zoom answered 401",
                                                                Duration.ofMinutes(5)))))
                                .reason())
                .isEqualTo(
                        "Zoom refuses the account or the app (Zoom answered 401). 3 users wait, no key is used up, and"
                                + " it is tried again in 5 min. GET /api/v1/preflight tells what to put right.");
    }

    private static Vitals vitals(long database, long brokers, Optional<BudgetLevel.Held> held) {
        return new Vitals(
                Duration.ofSeconds(database),
                Duration.ofSeconds(brokers),
                0,
                0,
                new LagHistory.Stuck(ConsumerGroup.PROVISIONING, 0, Duration.ZERO),
                Duration.ZERO,
                Duration.ZERO,
                3,
                held,
                0);
    }
}
