package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final Jdbi JDBI = TestDatabase.fresh().jdbi();
    private static final Jdbi NOBODY = Jdbi.create("jdbc:postgresql://127.0.0.1:1/secret?user=zoe");

    private final TestClock clock = new TestClock("2026-11-22T10:00:00Z");
    private final AtomicInteger readings = new AtomicInteger();
    private final Samples samples = new Samples(JDBI, clock);

    private int read(Handle handle) {
        assertThat(handle.select("SELECT 7").mapTo(Integer.class).one()).isEqualTo(7);
        return readings.incrementAndGet();
    }

    @Test
    void takesAReadingInTheBackgroundAndNotWhenSomebodyLooks() {
        Sample<Integer> sample = samples.of(0, this::read);

        assertThat(sample.get()).isZero();
        samples.look();
        assertThat(sample.get()).isEqualTo(1);
        clock.pass(Duration.ofMillis(999));
        samples.look();
        assertThat(sample.get()).isEqualTo(1);
        clock.pass(Duration.ofMillis(1));
        samples.look();
        assertThat(sample.get()).isEqualTo(2);
    }

    @Test
    void takesOneThatTakesLongLessOften() {
        Sample<Integer> sample =
                samples.of(
                        0,
                        handle -> {
                            clock.pass(Duration.ofMillis(200));
                            return read(handle);
                        });
        samples.look();

        clock.pass(Duration.ofMillis(9_999));
        samples.look();
        assertThat(sample.get()).isEqualTo(1);
        clock.pass(Duration.ofMillis(1));
        samples.look();
        assertThat(sample.get()).isEqualTo(2);
    }

    @Test
    void takesTheOthersWhenOneFailsAndTriesItAgainSoon() {
        Sample<Integer> broken =
                samples.of(
                        5,
                        handle -> handle.select("SELECT wrong").mapTo(Integer.class).one(),
                        Duration.ofMinutes(1));
        Sample<Integer> sample = samples.of(0, this::read);

        for (int look = 1; look <= 2; look++) {
            assertThatThrownBy(samples::look).isInstanceOf(UnableToExecuteStatementException.class);
            assertThat(broken.get()).isEqualTo(5);
            assertThat(sample.get()).isEqualTo(look);
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(samples.fault()).isEmpty();
    }

    @Test
    void readsOnOneConnection() {
        List<Integer> backends = new ArrayList<>();
        String pid = "SELECT pg_backend_pid()";
        for (int i = 0; i < 2; i++) {
            Sample<Boolean> _ =
                    samples.of(
                            true,
                            _ ->
                                    backends.add(
                                            JDBI.withHandle(handle ->
                                                    handle.select(pid)
                                                            .mapTo(Integer.class)
                                                            .one())));
        }

        samples.look();

        assertThat(backends).hasSize(2);
        assertThat(backends.getFirst()).isEqualTo(backends.getLast());
    }

    @Test
    void letsNeitherAStatementNorAnAnswerTakeLongAndLeavesTheConnectionAsItWas() throws Exception {
        try (Handle handle = JDBI.open()) {
            Samples patient = new Samples(Jdbi.create(handle.getConnection()), clock);
            Sample<String> limits =
                    patient.of(
                            "",
                            one ->
                                    one.getConfig(SqlStatements.class).getQueryTimeout()
                                            + " s, "
                                            + answerWithin(one)
                                            + " ms");

            patient.look();

            assertThat(limits.get()).isEqualTo("2 s, 3000 ms");
            assertThat(answerWithin(handle)).isZero();
        }
    }

    private static int answerWithin(Handle handle) {
        try {
            return handle.getConnection().getNetworkTimeout();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsHowLongPostgresHasNotAnsweredAndNamesNobody() {
        Samples away = new Samples(NOBODY, clock);
        Sample<Integer> sample = away.of(0, this::read);
        clock.pass(Duration.ofSeconds(3));

        assertThatThrownBy(away::look).hasMessage("ConnectionException");

        assertThat(sample.get()).isZero();
        assertThat(away.fault()).contains("ConnectionException");
        assertThat(away.silence()).isEqualTo(Duration.ofSeconds(3));
    }
}
