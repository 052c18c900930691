package dev.hostkeysync.subscription;

import dev.hostkeysync.common.DatabaseFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Carries out what was asked to be replayed: deliveries with the same ids, as fast as the receiver
/// takes them and no faster. One that is interrupted begins anew, here or on another replica.
@ApplicationScoped
class Replayer {

    private static final Logger LOG = Logger.getLogger(Replayer.class);
    private static final Duration LEASE = Duration.ofMinutes(2);

    /// So many deliveries may wait before the reading waits for them.
    private static final int CROWD = 10_000;

    private final Jdbi jdbi;
    private final Replays replays;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final PastEvents past;
    private final DeliveryBell bell;

    Replayer(
            Jdbi jdbi,
            Replays replays,
            Subscriptions subscriptions,
            Deliveries deliveries,
            PastEvents past,
            DeliveryBell bell) {
        this.jdbi = jdbi;
        this.replays = replays;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.past = past;
        this.bell = bell;
    }

    /// Carries out one, if there is one that nobody works on.
    ///
    /// @param pause waits a moment; false = the process stops
    /// @param stopping whether it does
    /// @return whether there was one
    boolean run(BooleanSupplier pause, BooleanSupplier stopping) {
        Optional<Replay> replay = jdbi.inTransaction(tx -> replays.lease(tx, LEASE));
        replay.ifPresent(one -> run(one, pause, stopping));
        return replay.isPresent();
    }

    private void run(Replay replay, BooleanSupplier pause, BooleanSupplier stopping) {
        boolean[] read = {true};
        boolean whole;
        try {
            whole =
                    past.read(
                            replay.span(),
                            news -> {
                                read[0] = take(replay, news, pause, stopping);
                                return read[0];
                            });
        } catch (RuntimeException e) {
            if (DatabaseFaults.mayPass(e)) {
                // Its lease runs out, if it cannot be given back, and it begins anew.
                jdbi.useTransaction(tx -> replays.release(tx, replay));
                throw e;
            }
            LOG.warnf(
                    "The replay for subscription %s ended early: %s. Ask for it again; check Kafka and PostgreSQL",
                    replay.subscription(), e.getClass().getSimpleName());
            LOG.debug("A replay ended early", e);
            jdbi.useTransaction(tx ->
                    replays.end(
                            tx,
                            replay,
                            Replay.Progress.FAILED,
                            Optional.of("the topic could not be read to its end")));
            return;
        }
        if (read[0] && !whole) {
            jdbi.useTransaction(tx ->
                    replays.end(
                            tx,
                            replay,
                            Replay.Progress.FAILED,
                            Optional.of(
                                    "what the topic still holds was told again, but it may no longer hold the beginning")));
        } else if (read[0]) {
            jdbi.useTransaction(tx -> {
                subscriptions.forgetMissed(tx, replay.subscription(), replay.span());
                replays.end(tx, replay, Replay.Progress.DONE, Optional.empty());
            });
        }
    }

    /// @return false when it is over before the end
    private boolean take(
            Replay replay,
            List<HostKeyNews> news,
            BooleanSupplier pause,
            BooleanSupplier stopping) {
        if (stopping.getAsBoolean()) {
            jdbi.useTransaction(tx -> replays.release(tx, replay));
            return false;
        }
        if (news.isEmpty()) {
            return jdbi.inTransaction(tx -> replays.progress(tx, replay, 0, LEASE));
        }
        boolean mine = jdbi.inTransaction(tx -> write(tx, replay, news));
        bell.ring();
        while (mine && crowded(replay)) {
            if (!pause.getAsBoolean()) {
                jdbi.useTransaction(tx -> replays.release(tx, replay));
                return false;
            }
            mine = jdbi.inTransaction(tx -> replays.progress(tx, replay, 0, LEASE));
        }
        return mine;
    }

    private boolean write(Handle tx, Replay replay, List<HostKeyNews> news) {
        Optional<Subscription> to =
                subscriptions
                        .lock(tx, replay.subscription())
                        .filter(one -> one.status().state() != State.DISABLED);
        if (to.isEmpty()) {
            replays.end(
                    tx,
                    replay,
                    Replay.Progress.FAILED,
                    Optional.of("the subscription was disabled meanwhile"));
            return false;
        }
        int queued =
                deliveries.addAgain(
                        tx,
                        replay.subscription(),
                        news.stream()
                                .filter(to.get().filter()::wants)
                                .map(HostKeyNews::event)
                                .toList());
        return replays.progress(tx, replay, queued, LEASE);
    }

    private boolean crowded(Replay replay) {
        return jdbi.withHandle(
                handle -> deliveries.isCrowded(handle, replay.subscription(), CROWD));
    }
}
