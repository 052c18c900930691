package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.webhook.graph.GraphAnswer.Done;
import dev.hostkeysync.webhook.graph.GraphAnswer.Expired;
import dev.hostkeysync.webhook.graph.GraphAnswer.NotFound;
import dev.hostkeysync.webhook.graph.GraphAnswer.Refused;
import dev.hostkeysync.webhook.graph.GraphAnswer.Throttled;
import dev.hostkeysync.webhook.graph.GraphAnswer.Unclear;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Keeps the subscription and asks for what it did not tell, for as long as the process lives, on
/// one replica at a time.
@ApplicationScoped
class WatchLoop {

    private static final Logger LOG = Logger.getLogger(WatchLoop.class);

    /// Longer than what is done under it, with all time-outs.
    static final Duration LEASE = Duration.ofMinutes(3);

    /// As many users on the list that no page is read: what is there must be looked at first.
    static final int CROWD = 5_000;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration AFTER_A_MISS = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Jdbi jdbi;
    private final Watch watch;
    private final Subscription subscription;
    private final DeltaQuery delta;
    private final PendingUsers pending;
    private final LookBell looks;
    private final GraphHttp http;
    private final Duration interval;
    private final boolean on;
    private final UUID me;
    private final Loop loop;
    private final Attempt subscribing;
    private final Attempt asking;

    WatchLoop(
            Jdbi jdbi,
            Watch watch,
            Subscription subscription,
            DeltaQuery delta,
            PendingUsers pending,
            WatchBell bell,
            LookBell looks,
            GraphHttp http,
            GraphConfig config,
            Ids ids) {
        this.jdbi = jdbi;
        this.watch = watch;
        this.subscription = subscription;
        this.delta = delta;
        this.pending = pending;
        this.looks = looks;
        this.http = http;
        this.interval = config.deltaInterval();
        this.on = config.clientStates().isPresent();
        this.me = ids.next();
        this.loop =
                new Loop(
                                LOG,
                                "graph-watch",
                                "Cannot look after the subscription at Microsoft Graph: %s. It is tried every"
                                        + " second; check PostgreSQL at DATABASE_URL",
                                LOOK_AGAIN,
                                bell,
                                this::turn)
                        .atEnd(() -> watch.release(me));
        this.subscribing =
                new Attempt(
                        "Cannot subscribe to changes in Microsoft Graph: %s. It is tried again;"
                                + " until then changes are asked for every GRAPH_DELTA_INTERVAL."
                                + " Check that Microsoft reaches PUBLIC_URL/webhooks/graph from"
                                + " outside, and that the app has the permission User.Read.All");
        this.asking =
                new Attempt(
                        "Cannot ask Microsoft Graph what has changed: %s. It is tried again; check"
                                + " that the app has the permission User.Read.All");
    }

    /// Not before requests are answered: Graph checks our addresses while it makes a subscription.
    void start(@ObservesAsync HttpServerStart event) {
        if (on) {
            loop.start();
        }
    }

    void stop(@Observes DrainStage.Intake stage) {
        stage.end(loop);
        http.close();
    }

    /// One look at what is to be done; returns how long to sleep before the next unless the bell
    /// rings.
    Duration turn() {
        return watch.lease(me, LEASE).map(this::work).orElse(AFTER_A_MISS);
    }

    private Duration work(Watch.State state) {
        boolean begins = state.due() && !state.inRound();
        subscribing.run(() -> subscription.ensure(me, state, /* check= */ begins));
        if (begins) {
            watch.begin(me, interval);
            return Duration.ZERO;
        }
        if (!state.inRound()) {
            asking.ended();
            return IDLE;
        }
        if (crowded()) {
            return LOOK_AGAIN;
        }
        boolean read = asking.run(() -> delta.page(me, state));
        looks.ring();
        return read ? Duration.ZERO : LOOK_AGAIN;
    }

    private boolean crowded() {
        return jdbi.withHandle(handle -> pending.isCrowded(handle, CROWD));
    }

    /// Something that is tried until it works, at growing intervals.
    private final class Attempt {

        private final Complaint complaint = new Complaint(LOG);
        private final String format;
        private Duration pause = Duration.ZERO;
        private Duration afterExpiry = Duration.ZERO;
        private long notBefore = System.nanoTime();

        Attempt(String format) {
            this.format = format;
        }

        /// @param work tells why it did not work
        /// @return whether it was tried and worked
        boolean run(Supplier<Optional<GraphAnswer>> work) {
            if (loop.isStopping() || System.nanoTime() - notBefore < 0) {
                return false;
            }
            Optional<GraphAnswer> failure = work.get();
            if (failure.isEmpty()) {
                complaint.end();
                pause = Duration.ZERO;
                return true;
            }
            notBefore = System.nanoTime() + pauseAfter(failure.get()).toNanos();
            return false;
        }

        /// All that was begun came to its end.
        void ended() {
            afterExpiry = Duration.ZERO;
        }

        private Duration pauseAfter(GraphAnswer failure) {
            return switch (failure) {
                case Throttled(Duration given) -> given;
                case Refused(_, _, String reason) -> longer(reason);
                case Unclear(String reason) -> longer(reason);
                case Expired _ -> {
                    // Once is nothing, but what expires before it has ended expires for ever.
                    Duration given = afterExpiry;
                    afterExpiry = doubled(given);
                    yield given;
                }
                case NotFound _, Done _ -> longer("it answered something unexpected");
            };
        }

        private Duration longer(String reason) {
            if (!http.isClosed()) {
                complaint.say(reason, format);
            }
            pause = doubled(pause);
            return pause;
        }

        private static Duration doubled(Duration pause) {
            Duration doubled = pause.isZero() ? LOOK_AGAIN : pause.multipliedBy(2);
            return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
    }
}
