package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.GroupCommit;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUserRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// T2: writes down what came of one call, in one short transaction, which calls that succeeded
/// share under load. Only a version that is still PENDING is touched.
@ApplicationScoped
class Verdict {

    /// Values that Zoom may refuse in a row before a person has to look.
    private static final int REFUSALS = 3;

    /// Bounds how long the rows of one transaction stay locked.
    private static final int MOST_AT_ONCE = 64;

    private static final Duration AFTER_REFUSALS = Duration.ofDays(1);

    /// Nobody waits for one key of a backfill: five of them share a commit at Zoom's largest pace.
    private static final Duration PATIENCE_BEHIND = Duration.ofMillis(60);

    private final Jdbi jdbi;
    private final SyncList list;
    private final HostKeyLedger ledger;
    private final Announcer announcer;
    private final Backoff backoff;
    private final GroupCommit<Confirmations.Pushed> confirmations;

    Verdict(
            Jdbi jdbi,
            SyncList list,
            HostKeyLedger ledger,
            Announcer announcer,
            Backoff backoff,
            Confirmations confirmations) {
        this.jdbi = jdbi;
        this.list = list;
        this.ledger = ledger;
        this.announcer = announcer;
        this.backoff = backoff;
        this.confirmations =
                new GroupCommit<>(
                        MOST_AT_ONCE,
                        Confirmations.Pushed::user,
                        pushed -> jdbi.useTransaction(tx -> confirmations.write(tx, pushed)));
    }

    /// @param pushed the version that was sent, as it stood before the call
    /// @param target whom it was sent for
    void write(HostKey.Pending pushed, ZoomUserRef target, Lane lane, ZoomOutcome outcome) {
        if (outcome instanceof ZoomOutcome.Done) {
            confirmations.write(
                    new Confirmations.Pushed(pushed, target),
                    lane.share().isPresent() ? PATIENCE_BEHIND : Duration.ZERO);
        } else {
            jdbi.useTransaction(tx ->
                    list.lock(tx, pushed.userId())
                            .ifPresent(row -> notDone(tx, row, pushed, outcome)));
        }
    }

    /// Zoom was not asked, because the process ends: another one takes the user up at once, as if
    /// nobody had.
    void giveBack(HostKey.Pending pushed) {
        jdbi.useTransaction(tx ->
                list.lock(tx, pushed.userId())
                        .ifPresent(row -> {
                            notApplied(tx, pushed);
                            list.release(tx, List.of(row.userId()));
                        }));
    }

    /// No version is pending: what is wanted is there already.
    void nothingToPush(SyncRow row) {
        jdbi.useTransaction(tx ->
                list.lock(tx, row.userId())
                        .filter(_ ->
                                !ledger.pendingOf(tx, List.of(row.userId()))
                                        .containsKey(row.userId()))
                        .ifPresentOrElse(
                                found -> list.done(tx, List.of(found.userId())),
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

    private void notDone(Handle tx, SyncRow found, HostKey.Pending pushed, ZoomOutcome outcome) {
        SyncRow row = found.afterAttempt();
        switch (outcome) {
            case ZoomOutcome.Done _ -> throw new IllegalArgumentException("it is done");
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

    private void refused(Handle tx, SyncRow row, HostKey.Pending pushed, String reason) {
        if (!ledger.refuse(tx, pushed.userId(), pushed.version())) {
            list.release(tx, List.of(row.userId()));
            return;
        }
        var _ =
                ledger.open(
                        tx,
                        List.of(
                                new OpenRequest(
                                        row.userId(), row.wanted().concealed(), row.cause())));
        StepLog.asked(tx, List.of(row));
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
            list.done(tx, List.of(row.userId()));
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
