package dev.hostkeysync.provisioning;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.Activation;
import dev.hostkeysync.hostkey.CurrentKey;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.KeyVersion;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.ZoomUserRef;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// T2 for calls that Zoom answered with 204, for many users at once: PENDING becomes ACTIVE, the
/// event goes to the outbox, the user is done.
@ApplicationScoped
class Confirmations {

    /// @param key the version that was sent, as it stood before the call
    /// @param target whom it was sent for
    record Pushed(HostKey.Pending key, ZoomUserRef target) {

        UserId user() {
            return key.userId();
        }
    }

    private final SyncList list;
    private final HostKeyLedger ledger;
    private final DirectoryReader directory;
    private final Announcer announcer;
    private final ProvisioningConfig config;
    private final TriggerTable triggers;
    private final InstantSource clock;
    private final Timer syncSeconds;

    Confirmations(
            SyncList list,
            HostKeyLedger ledger,
            DirectoryReader directory,
            Announcer announcer,
            ProvisioningConfig config,
            TriggerTable triggers,
            InstantSource clock,
            MeterRegistry metrics) {
        this.list = list;
        this.ledger = ledger;
        this.directory = directory;
        this.announcer = announcer;
        this.config = config;
        this.triggers = triggers;
        this.clock = clock;
        this.syncSeconds =
                Timer.builder("hostkeysync_sync_seconds")
                        .description(
                                "From the provider's accepted request to the key being active at Zoom")
                        .publishPercentileHistogram()
                        .maximumExpectedValue(Duration.ofHours(1))
                        .register(metrics);
    }

    /// @param pushed one version of each user at most
    void write(Handle tx, List<Pushed> pushed) {
        List<UserId> ids = pushed.stream().map(Pushed::user).toList();
        Step step = new Step(tx, list.lockPresent(tx, ids), directory.current(tx, ids));
        List<Pushed> theirs = pushed.stream().filter(step::isStillTheirs).toList();
        Map<UserId, Activation> activations =
                ledger.activateAll(
                        tx,
                        theirs.stream()
                                .map(one -> new KeyVersion(one.user(), one.key().version()))
                                .toList());
        for (Pushed one : theirs) {
            Optional.ofNullable(activations.get(one.user()))
                    .ifPresentOrElse(
                            activation -> step.activated(one, activation),
                            () -> step.overtaken(one));
        }
        announcer.changed(tx, step.news);
        list.done(tx, step.done);
        step.news.forEach(one -> record(tx, one));
    }

    private void record(Handle tx, Announcer.News news) {
        SyncRow row = news.row();
        StepLog.inForce(tx, row, news.version(), news.change(), took(row));
        if (row.isForProvider()) {
            tx.afterCommit(() -> syncSeconds.record(took(row)));
        }
    }

    private Duration took(SyncRow row) {
        return Duration.between(row.acceptedAt(), clock.instant());
    }

    private final class Step {

        private final Handle tx;
        private final Map<UserId, SyncRow> rows;
        private final Map<UserId, DirectoryUser> people;
        private final List<Announcer.News> news = new ArrayList<>();
        private final Set<UserId> done = new HashSet<>();

        Step(Handle tx, Map<UserId, SyncRow> rows, Map<UserId, DirectoryUser> people) {
            this.tx = tx;
            this.rows = rows;
            this.people = people;
        }

        /// Whether the digits are with whom we mean now. If the address was changed meanwhile, they
        /// are not, and have to be sent again.
        boolean isStillTheirs(Pushed pushed) {
            if (!rows.containsKey(pushed.user())) {
                return false;
            }
            if (user(pushed).flatMap(Leases::target).filter(pushed.target()::equals).isPresent()) {
                return true;
            }
            list.postpone(tx, row(pushed), SyncState.DUE, Optional.empty(), Duration.ZERO);
            return false;
        }

        void activated(Pushed pushed, Activation activation) {
            news.add(
                    new Announcer.News(
                            row(pushed),
                            user(pushed),
                            activation.change(),
                            pushed.key().version()));
            boolean seen = activation.concealed() && mayHaveBeenSeen(pushed.key());
            boolean reclaim =
                    activation.drifted()
                            && config.onDrift() == Action.RECLAIM
                            && !isProtected(pushed);
            if (seen || activation.outdated() || reclaim) {
                another(pushed);
            } else {
                done.add(pushed.user());
            }
        }

        /// Zoom took a version that is not pending any more. Either somebody else confirmed it, or
        /// this call came so late that another version took its place: then Zoom holds a key that
        /// is not the current one, and a new one must follow.
        void overtaken(Pushed pushed) {
            Optional<CurrentKey> current = ledger.current(tx, pushed.user());
            boolean confirmedElsewhere =
                    current.flatMap(CurrentKey::active)
                            .filter(key -> key.version() == pushed.key().version())
                            .isPresent();
            if (confirmedElsewhere || current.isEmpty()) {
                list.release(tx, List.of(pushed.user()));
            } else {
                another(pushed);
            }
        }

        private void another(Pushed pushed) {
            SyncRow row = row(pushed);
            var _ =
                    ledger.open(
                            tx,
                            List.of(
                                    new OpenRequest(
                                            row.userId(), row.wanted().concealed(), row.cause())));
            StepLog.asked(tx, List.of(row));
            list.postpone(
                    tx, row.withoutRefusals(), SyncState.DUE, Optional.empty(), Duration.ZERO);
        }

        private boolean isProtected(Pushed pushed) {
            return triggers.protects(
                    requireNonNull(rows.get(pushed.user())),
                    user(pushed).flatMap(user -> user.profile().email()));
        }

        private SyncRow row(Pushed pushed) {
            return requireNonNull(rows.get(pushed.user())).afterAttempt();
        }

        private Optional<DirectoryUser> user(Pushed pushed) {
            return Optional.ofNullable(people.get(pushed.user()));
        }
    }

    /// A key in doubt may be revealed as a candidate. When it is concealed after that, its digits
    /// must stay (invariant I6), but somebody may know them: another key has to follow it.
    private static boolean mayHaveBeenSeen(HostKey.Pending pushed) {
        return pushed.sent() || !pushed.concealed();
    }
}
