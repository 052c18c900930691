package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.Activation;
import dev.hostkeysync.hostkey.CurrentKey;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUserRef;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// T2: writes down what came of one call, in one short transaction. Only a version that is still
/// PENDING is touched.
@ApplicationScoped
class Verdict {

    /// Values that Zoom may refuse in a row before a person has to look.
    private static final int REFUSALS = 3;

    private static final Duration AFTER_REFUSALS = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final SyncList list;
    private final HostKeyLedger ledger;
    private final DirectoryReader directory;
    private final Announcer announcer;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Timer syncSeconds;

    Verdict(
            Jdbi jdbi,
            SyncList list,
            HostKeyLedger ledger,
            DirectoryReader directory,
            Announcer announcer,
            Backoff backoff,
            InstantSource clock,
            MeterRegistry metrics) {
        this.jdbi = jdbi;
        this.list = list;
        this.ledger = ledger;
        this.directory = directory;
        this.announcer = announcer;
        this.backoff = backoff;
        this.clock = clock;
        this.syncSeconds =
                Timer.builder("hostkeysync_sync_seconds")
                        .description(
                                "From the provider's accepted request to the key being active at Zoom")
                        .publishPercentileHistogram()
                        .register(metrics);
    }

    /// @param pushed the version that was sent, as it stood before the call
    /// @param target whom it was sent for
    void write(HostKey.Pending pushed, ZoomUserRef target, ZoomOutcome outcome) {
        jdbi.useTransaction(tx -> {
            Optional<SyncRow> row = list.lock(tx, pushed.userId());
            row.ifPresent(found -> write(tx, found, pushed, target, outcome));
        });
    }

    /// No version is pending: what is wanted is there already.
    void nothingToPush(SyncRow row) {
        jdbi.useTransaction(tx ->
                list.lock(tx, row.userId())
                        .filter(_ ->
                                !ledger.pendingOf(tx, List.of(row.userId()))
                                        .containsKey(row.userId()))
                        .ifPresentOrElse(
                                found -> list.done(tx, found.userId()),
                                () -> list.release(tx, List.of(row.userId()))));
    }

    /// We do not know how Zoom calls the user. Even a user who is gone keeps the stored digits:
    /// nobody asked Zoom.
    void noAddress(HostKey.Pending pushed) {
        jdbi.useTransaction(tx ->
                list.lock(tx, pushed.userId())
                        .ifPresent(row ->
                                waiting(tx, row.afterAttempt(), "the user has no e-mail address")));
    }

    private void write(
            Handle tx,
            SyncRow found,
            HostKey.Pending pushed,
            ZoomUserRef target,
            ZoomOutcome outcome) {
        SyncRow row = found.afterAttempt();
        switch (outcome) {
            case ZoomOutcome.Done _ -> confirmed(tx, row, pushed, target);
            case ZoomOutcome.Throttled throttled -> {
                notApplied(tx, pushed);
                // A pause of zero is Zoom's lock on this one user: a moment is enough.
                again(
                        tx,
                        found,
                        pushed,
                        throttled.pause().isPositive()
                                ? throttled.pause()
                                : backoff.after(1, Backoff.UNCLEAR));
            }
            case ZoomOutcome.AccountRefused _ -> {
                notApplied(tx, pushed);
                again(tx, found, pushed, Duration.ZERO);
            }
            case ZoomOutcome.NotSent _ -> {
                notApplied(tx, pushed);
                again(tx, row, pushed, backoff.after(row.attempts(), Backoff.UNCLEAR));
            }
            case ZoomOutcome.RefusedValue refused -> refused(tx, row, pushed, refused.reason());
            case ZoomOutcome.NotThereYet absent -> absent(tx, row, pushed, absent.reason());
            case ZoomOutcome.NotLicensed unlicensed -> absent(tx, row, pushed, unlicensed.reason());
            case ZoomOutcome.Unknown unknown ->
                    list.postpone(
                            tx,
                            row,
                            SyncState.IN_DOUBT,
                            Optional.of(unknown.reason()),
                            backoff.after(row.attempts(), Backoff.UNCLEAR));
        }
    }

    private void confirmed(Handle tx, SyncRow row, HostKey.Pending pushed, ZoomUserRef target) {
        Optional<DirectoryUser> user =
                Optional.ofNullable(directory.current(tx, List.of(row.userId())).get(row.userId()));
        if (!Optional.of(target).equals(user.flatMap(Leases::target))) {
            // The address was changed meanwhile: whom we mean now does not have these digits yet.
            list.postpone(tx, row, SyncState.DUE, Optional.empty(), Duration.ZERO);
            return;
        }
        Optional<Activation> activated = ledger.activate(tx, pushed.userId(), pushed.version());
        if (activated.isEmpty()) {
            overtaken(tx, row, pushed);
            return;
        }
        Activation activation = activated.get();
        announcer.changed(tx, row, user, activation.change(), pushed.version());
        if (activation.concealed() && mayHaveBeenSeen(pushed)) {
            another(tx, row);
        } else {
            list.done(tx, row.userId());
        }
        tx.afterCommit(
                () -> syncSeconds.record(Duration.between(row.acceptedAt(), clock.instant())));
    }

    /// Zoom took a version that is not pending any more. Either somebody else confirmed it, or this
    /// call came so late that another version took its place: then Zoom holds a key that is not the
    /// current one, and a new one must follow.
    private void overtaken(Handle tx, SyncRow row, HostKey.Pending pushed) {
        Optional<CurrentKey> current = ledger.current(tx, row.userId());
        boolean confirmedElsewhere =
                current.flatMap(CurrentKey::active)
                        .filter(key -> key.version() == pushed.version())
                        .isPresent();
        if (confirmedElsewhere || current.isEmpty()) {
            list.release(tx, List.of(row.userId()));
        } else {
            another(tx, row);
        }
    }

    private void another(Handle tx, SyncRow row) {
        var _ = ledger.open(tx, List.of(new OpenRequest(row.userId(), row.wanted().concealed())));
        list.postpone(tx, row.withoutRefusals(), SyncState.DUE, Optional.empty(), Duration.ZERO);
    }

    /// A key in doubt may be revealed as a candidate. When it is concealed after that, its digits
    /// must stay (invariant I6), but somebody may know them: another key has to follow it.
    private static boolean mayHaveBeenSeen(HostKey.Pending pushed) {
        return pushed.sent() || !pushed.concealed();
    }

    private void refused(Handle tx, SyncRow row, HostKey.Pending pushed, String reason) {
        if (!ledger.refuse(tx, pushed.userId(), pushed.version())) {
            list.release(tx, List.of(row.userId()));
            return;
        }
        var _ = ledger.open(tx, List.of(new OpenRequest(row.userId(), row.wanted().concealed())));
        if (pushed.sent()) {
            // An earlier call left the refused digits in doubt: until a 204 nobody may be told that
            // another key is certain.
            ledger.markSent(tx, List.of(row.userId()));
        }
        SyncRow counted = row.afterRefusal();
        if (counted.refusals() < REFUSALS) {
            list.postpone(tx, counted, SyncState.DUE, Optional.of(reason), Duration.ZERO);
        } else {
            list.postpone(
                    tx,
                    row.withoutRefusals(),
                    SyncState.REFUSED,
                    Optional.of(reason),
                    AFTER_REFUSALS);
            announcer.failed(tx, row, reason, AFTER_REFUSALS);
        }
    }

    /// Zoom does not know the user, or does not let them host: for one who is gone that is the end
    /// of it.
    private void absent(Handle tx, SyncRow row, HostKey.Pending pushed, String reason) {
        if (row.wanted() == Wanted.GONE) {
            ledger.revokeAndShred(tx, row.userId())
                    .filter(revocation -> !revocation.concealed())
                    .ifPresent(revocation -> announcer.revoked(tx, row, revocation.version()));
            list.done(tx, row.userId());
        } else {
            notApplied(tx, pushed);
            waiting(tx, row, reason);
        }
    }

    private void waiting(Handle tx, SyncRow row, String reason) {
        list.postpone(
                tx,
                row,
                SyncState.WAITING,
                Optional.of(reason),
                backoff.after(row.attempts(), Backoff.WAITING));
    }

    /// The digits are not at Zoom because of this call; whether they are because of an earlier one
    /// is as open as before.
    private void notApplied(Handle tx, HostKey.Pending pushed) {
        if (!pushed.sent()) {
            ledger.forgetSent(tx, pushed.userId(), pushed.version());
        }
    }

    private void again(Handle tx, SyncRow row, HostKey.Pending pushed, Duration pause) {
        list.postpone(
                tx,
                row,
                pushed.sent() ? SyncState.IN_DOUBT : SyncState.DUE,
                Optional.empty(),
                pause);
    }
}
