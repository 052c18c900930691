package dev.hostkeysync.common;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Reads for gauges, health and pages what PostgreSQL knows, one after the other on a thread and a
/// connection of its own. So whoever looks is answered at once when PostgreSQL is away, hangs or
/// has no connection left: with the last reading, and with how long ago it was.
@Startup
@ApplicationScoped
public class Samples {

    private static final Logger LOG = Logger.getLogger(Samples.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// PostgreSQL ends a statement that takes longer, so that none delays the others for long.
    private static final int STATEMENT_SECONDS = 2;

    /// A PostgreSQL that does not even do that is not waited for.
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Bell bell = new Bell();
    private final Loop loop;
    private final List<Sample<?>> samples = new CopyOnWriteArrayList<>();
    private volatile Instant answered;
    private volatile @Nullable String fault;

    Samples(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        // It has just migrated the schema.
        this.answered = clock.instant();
        this.loop =
                new Loop(
                        LOG,
                        "samples",
                        "PostgreSQL does not tell how much is left to do: %s. It is asked every"
                                + " second; metrics keep their last value meanwhile. Check the"
                                + " server at DATABASE_URL",
                        LOOK,
                        bell,
                        this::turn);
    }

    @PostConstruct
    void start() {
        loop.start();
    }

    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
    }

    /// @param first what is told until a reading worked
    /// @param reading on the handle it is given
    public <T> Sample<T> of(T first, Function<Handle, T> reading) {
        return of(first, reading, LOOK);
    }

    /// For a reading that need not be taken every second.
    public <T> Sample<T> of(T first, Function<Handle, T> reading, Duration period) {
        Sample<T> sample = new Sample<>(first, reading, period);
        samples.add(sample);
        bell.ring();
        return sample;
    }

    /// How long ago PostgreSQL last answered.
    public Duration silence() {
        return Duration.between(answered, clock.instant());
    }

    /// What became of the last attempt to ask it: a word that names no server and no user; empty
    /// when it answered.
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    private Duration turn() {
        look();
        return LOOK;
    }

    /// Takes the readings whose time it is. One that fails keeps no other from being taken.
    void look() {
        List<RuntimeException> failures = new ArrayList<>();
        try {
            jdbi.useHandle(handle -> impatiently(handle, () -> look(handle, failures)));
        } catch (RuntimeException | SQLException e) {
            // The class alone: the message may name the server and its user.
            fault = e.getClass().getSimpleName();
            throw new IllegalStateException(fault, e);
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void look(Handle handle, List<RuntimeException> failures) {
        int _ = handle.select("SELECT 1").mapTo(Integer.class).one();
        heard();
        for (Sample<?> sample : samples) {
            if (sample.isDue(clock.instant())) {
                try {
                    sample.take(handle, clock);
                    heard();
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }
        }
    }

    private void heard() {
        answered = clock.instant();
        fault = null;
    }

    private static void impatiently(Handle handle, Runnable work) throws SQLException {
        handle.getConfig(SqlStatements.class).setQueryTimeout(STATEMENT_SECONDS);
        Connection connection = handle.getConnection();
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
        try {
            work.run();
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
    }
}
