package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.reconcile.census.Census;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What operators do with backfills. Every change is in the audit trail, in the same transaction.
@ApplicationScoped
public class BackfillAdministration {

    /// Each of them reads the whole list.
    private static final int DRY_RUNS = 5;

    private final Jdbi jdbi;
    private final BackfillRows rows;
    private final BackfillUsers users;
    private final Census census;
    private final AuditTrail audit;
    private final Outlook outlook;
    private final BackfillBell bell;
    private final Ids ids;
    private final InstantSource clock;

    BackfillAdministration(
            Jdbi jdbi,
            BackfillRows rows,
            BackfillUsers users,
            Census census,
            AuditTrail audit,
            Outlook outlook,
            BackfillBell bell,
            Ids ids,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.users = users;
        this.census = census;
        this.audit = audit;
        this.outlook = outlook;
        this.bell = bell;
        this.ids = ids;
        this.clock = clock;
    }

    /// @throws ProblemException 409 while another one is not finished
    public BackfillView begin(BackfillRequest request, Operator by) {
        UUID id = ids.next();
        Backfill made =
                jdbi.inTransaction(tx -> {
                    if (request.dryRun() && rows.unfinishedDryRuns(tx) >= DRY_RUNS) {
                        throw Problem.of("too-many-dry-runs", 409, "There are too many dry runs")
                                .detail(
                                        "%d dry runs are not finished; wait for one, or cancel it"
                                                .formatted(DRY_RUNS))
                                .toException();
                    }
                    UUID list = census.begin(tx, request.batchShare());
                    if (!rows.add(
                            tx,
                            id,
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            by.label(),
                            request,
                            list)) {
                        throw running(rows.current(tx));
                    }
                    audit.record(
                            tx,
                            by.label(),
                            "backfill.begin",
                            by.source(),
                            "%s%s%s, share %s, %s"
                                    .formatted(
                                            request.dryRun() ? "dry run " : "",
                                            id,
                                            request.rotate() ? ", rotates keys" : "",
                                            request.batchShare(),
                                            request.filter().told()));
                    tx.afterCommit(bell::ring);
                    return rows.find(tx, id).orElseThrow();
                });
        return BackfillView.of(made, outlook);
    }

    private static ProblemException running(Optional<Backfill> other) {
        return Problem.of("backfill-running", 409, "Another backfill is not finished")
                .detail(
                        other.map(one ->
                                        "backfill %s is %s; wait for it, resume it or cancel it"
                                                .formatted(one.id(), one.state()))
                                .orElse("try again"))
                .toException();
    }

    public List<BackfillView> page(Optional<UUID> before, int atMost) {
        return jdbi.withHandle(handle -> rows.page(handle, before, atMost)).stream()
                .map(one -> BackfillView.of(one, outlook))
                .toList();
    }

    /// @throws ProblemException 404
    public BackfillView get(UUID id) {
        return jdbi.withHandle(handle -> rows.find(handle, id))
                .map(one -> BackfillView.of(one, outlook))
                .orElseThrow(BackfillAdministration::unknown);
    }

    public BackfillView pause(UUID id, Operator by) {
        return change(id, "backfill.pause", by, BackfillState.PAUSED);
    }

    public BackfillView resume(UUID id, Operator by) {
        return change(id, "backfill.resume", by, BackfillState.RUNNING);
    }

    public BackfillView cancel(UUID id, Operator by) {
        return change(id, "backfill.cancel", by, BackfillState.CANCELLED);
    }

    /// @param wanted running stands for going on, whatever it was at
    private BackfillView change(UUID id, String action, Operator by, BackfillState wanted) {
        Backfill after =
                jdbi.inTransaction(tx -> {
                    Backfill before =
                            rows.lock(tx, id).orElseThrow(BackfillAdministration::unknown);
                    BackfillState to = target(before, wanted);
                    if (to != before.state()) {
                        rows.move(tx, id, to, clock.instant());
                        audit.record(tx, by.label(), action, by.source(), id.toString());
                        tx.afterCommit(bell::ring);
                    }
                    return rows.find(tx, id).orElseThrow();
                });
        return BackfillView.of(after, outlook);
    }

    private static BackfillState target(Backfill before, BackfillState wanted) {
        if (before.state() == wanted) {
            return wanted;
        }
        if (!before.state().isUnfinished()) {
            throw Problem.of("backfill-ended", 409, "The backfill has ended")
                    .detail("it is %s; begin another one".formatted(before.state()))
                    .toException();
        }
        if (wanted != BackfillState.RUNNING) {
            return wanted;
        }
        boolean isSorted = before.censusId().isEmpty();
        return isSorted ? BackfillState.RUNNING : BackfillState.LISTING;
    }

    /// Somebody who has no key yet although it was their turn.
    ///
    /// @param userId our id
    /// @param isRefused whether Zoom refused several keys; otherwise it cannot take one yet
    public record Stuck(
            Optional<UUID> userId, Optional<String> email, boolean isRefused, String reason) {}

    /// Those whom Zoom refused first.
    ///
    /// @throws ProblemException 404
    public List<Stuck> stuck(UUID id, int atMost) {
        return Stream.of(UserState.FAILED, UserState.WAITING)
                .flatMap(state ->
                        users(id, Optional.of(state), Optional.empty(), "", atMost).stream())
                .limit(atMost)
                .map(line ->
                        new Stuck(
                                line.userId(),
                                line.email(),
                                line.state() == UserState.FAILED,
                                line.reason().orElse("")))
                .toList();
    }

    /// @param after the key of the last one told
    /// @throws ProblemException 404
    List<BackfillUsers.Line> users(
            UUID id, Optional<UserState> state, Optional<String> reason, String after, int atMost) {
        return jdbi.withHandle(handle -> {
            known(handle, id);
            return users.page(handle, id, state, reason, after, atMost);
        });
    }

    private void known(Handle handle, UUID id) {
        if (rows.find(handle, id).isEmpty()) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return Problems.NOT_FOUND
                .detail("there is no backfill with this id; they are kept for 90 days")
                .toException();
    }
}
