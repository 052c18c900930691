package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.webhook.graph.GraphAnswer.Done;
import dev.hostkeysync.webhook.graph.GraphAnswer.Expired;
import dev.hostkeysync.webhook.graph.GraphAnswer.NotFound;
import dev.hostkeysync.webhook.graph.GraphAnswer.Refused;
import dev.hostkeysync.webhook.graph.GraphAnswer.Throttled;
import dev.hostkeysync.webhook.graph.GraphAnswer.Unclear;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Looks at the users on the list for as long as the process lives, a handful at once. Replicas
/// share the list by leases.
@Startup
@ApplicationScoped
class LookLoop {

    private static final Logger LOG = Logger.getLogger(LookLoop.class);

    /// Graph allows thousands of these in ten seconds, to all apps of the tenant together.
    static final int AT_ONCE = 8;

    /// Longer than a look with all its time-outs.
    static final Duration LEASE = Duration.ofSeconds(90);

    private static final Duration LOOK_FOR_WORK = Duration.ofSeconds(1);
    private static final Duration REFUSED = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final Jdbi jdbi;
    private final PendingUsers pending;
    private final UserReview review;
    private final GraphHttp http;
    private final boolean on;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Loop loop;
    private final Complaint complaint = new Complaint(LOG);
    private long heldUntil = System.nanoTime();

    LookLoop(
            Jdbi jdbi,
            PendingUsers pending,
            UserReview review,
            LookBell bell,
            GraphHttp http,
            GraphConfig config) {
        this.jdbi = jdbi;
        this.pending = pending;
        this.review = review;
        this.http = http;
        this.on = config.clientStates().isPresent();
        this.loop =
                new Loop(
                        LOG,
                        "graph-looks",
                        "Cannot look at users that Microsoft Graph told of: %s. It is tried every"
                                + " second; check PostgreSQL at DATABASE_URL",
                        LOOK_FOR_WORK,
                        bell,
                        this::turn);
    }

    @PostConstruct
    void start() {
        if (on) {
            loop.start();
        }
    }

    /// Breaks off calls under way: they only read. What was read is still reported.
    void stop(@Observes DrainStage.Intake stage) {
        stage.end(loop);
        http.close();
    }

    /// One look at the list; returns how long to sleep before the next unless the bell rings.
    Duration turn() throws InterruptedException {
        long held = heldUntil - System.nanoTime();
        if (held > 0) {
            return Duration.ofNanos(held);
        }
        List<PendingUsers.Row> rows = jdbi.inTransaction(tx -> pending.lease(tx, AT_ONCE, LEASE));
        return rows.isEmpty() ? LOOK_FOR_WORK : review(rows);
    }

    private Duration review(List<PendingUsers.Row> rows) throws InterruptedException {
        List<Callable<Duration>> looks =
                rows.stream().<Callable<Duration>>map(row -> () -> tried(row)).toList();
        Duration hold = Duration.ZERO;
        boolean good = true;
        for (Future<Duration> look : threads.invokeAll(looks)) {
            if (look.state() == Future.State.SUCCESS) {
                Duration asked = look.resultNow();
                hold = asked.compareTo(hold) > 0 ? asked : hold;
            } else {
                good = false;
            }
        }
        if (good && hold.isZero()) {
            complaint.end();
        }
        heldUntil = System.nanoTime() + hold.toNanos();
        return good ? hold : LOOK_FOR_WORK;
    }

    private Duration tried(PendingUsers.Row row) {
        try {
            return review(row);
        } catch (RuntimeException e) {
            complaint.say(
                    e.getClass().getSimpleName(),
                    "A look at a user in Microsoft Graph ended early: %s. It is repeated; check"
                            + " PostgreSQL at DATABASE_URL");
            LOG.debug("A look at a user ended early", e);
            // While this does not work either, the lease runs out and the user is looked at again.
            jdbi.useTransaction(tx -> pending.failed(tx, row, pause(row.attempts())));
            throw e;
        }
    }

    /// @return how long nobody should ask Graph
    private Duration review(PendingUsers.Row row) {
        Optional<GraphAnswer> failure = review.review(row);
        if (failure.isEmpty()) {
            return Duration.ZERO;
        }
        return switch (failure.get()) {
            case Throttled(Duration pause) -> postponed(row, pause);
            case Refused refused when !refused.isOfTheApp() -> {
                complaint.say(
                        refused.reason(),
                        "Microsoft Graph refuses to tell of a user: %s. The others go on; check that"
                                + " the app has the permission User.Read.All. It is asked again");
                yield failed(row);
            }
            case Refused(_, _, String reason) -> {
                complaint.say(
                        reason,
                        "Microsoft Graph refuses our app: %s. Users are looked at when"
                                + " GRAPH_TENANT_ID, GRAPH_CLIENT_ID and GRAPH_CLIENT_SECRET belong"
                                + " to an app with the permission User.Read.All and an"
                                + " administrator's consent; it is tried every minute");
                yield postponed(row, REFUSED);
            }
            case Unclear(String reason) -> {
                if (http.isClosed()) {
                    yield postponed(row, Duration.ZERO);
                }
                complaint.say(
                        reason, "Microsoft Graph gives no clear answer: %s. It is asked again");
                yield failed(row);
            }
            case Done _, NotFound _, Expired _ ->
                    throw new IllegalStateException("this is an answer");
        };
    }

    private Duration failed(PendingUsers.Row row) {
        jdbi.useTransaction(tx -> pending.failed(tx, row, pause(row.attempts())));
        return Duration.ZERO;
    }

    private Duration postponed(PendingUsers.Row row, Duration pause) {
        jdbi.useTransaction(tx -> pending.postpone(tx, row, pause));
        return pause;
    }

    private static Duration pause(int attempts) {
        long millis = FIRST_PAUSE.toMillis() << Math.min(attempts, 12);
        return millis > LONGEST_PAUSE.toMillis() ? LONGEST_PAUSE : Duration.ofMillis(millis);
    }
}
