package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.reconcile.drift.DriftChecks.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What operators do with checks. A start is in the audit trail, in the same transaction.
@ApplicationScoped
class DriftAdministration {

    /// @param next to ask for the page after; empty = this is the last
    record Page(List<FindingView> items, Optional<String> next) {}

    /// How many checks are listed: those of 90 days, and some on demand.
    private static final int LISTED = 200;

    private static final int PAGE = 100;

    private final Jdbi jdbi;
    private final DriftChecks checks;
    private final Findings findings;
    private final DriftStart start;
    private final AuditTrail audit;
    private final DriftBell bell;

    DriftAdministration(
            Jdbi jdbi,
            DriftChecks checks,
            Findings findings,
            DriftStart start,
            AuditTrail audit,
            DriftBell bell) {
        this.jdbi = jdbi;
        this.checks = checks;
        this.findings = findings;
        this.start = start;
        this.audit = audit;
        this.bell = bell;
    }

    /// @param source the address the request came from
    /// @throws ProblemException 409 where one is under way
    DriftView start(DriftBody body, Caller by, String source) {
        Wish wish = new Wish(body.mode(), body.acceptShrunkenList(), Optional.empty(), by.actor());
        DriftCheck made =
                jdbi.inTransaction(tx -> {
                    DriftCheck check = start.add(tx, wish).orElseThrow(() -> running(tx));
                    audit.record(
                            tx,
                            by.actor(),
                            "drift-check.start",
                            source,
                            "drift check %s, %s%s"
                                    .formatted(
                                            check.id(),
                                            body.mode().wireName(),
                                            body.acceptShrunkenList()
                                                    ? ", a shrunken list accepted"
                                                    : ""));
                    return check;
                });
        bell.ring();
        return DriftView.of(made, null);
    }

    /// The newest first.
    List<DriftView> list() {
        return jdbi.withHandle(handle -> checks.list(handle, LISTED)).stream()
                .map(check -> DriftView.of(check, null))
                .toList();
    }

    /// @throws ProblemException 404
    DriftView get(UUID id) {
        return jdbi.withHandle(handle ->
                DriftView.of(
                        checks.find(handle, id).orElseThrow(DriftAdministration::unknown),
                        findings.outcomes(handle, id)));
    }

    /// @param cursor as given with the page before; null = the first page
    /// @throws ProblemException 404; 400 for a kind or a cursor that is none
    Page findings(
            UUID id,
            @org.jspecify.annotations.Nullable String kind,
            @org.jspecify.annotations.Nullable String cursor) {
        Optional<Kind> only =
                Optional.ofNullable(kind)
                        .map(word ->
                                Kind.parse(word)
                                        .orElseThrow(() ->
                                                Problems.badRequest("there is no such kind")
                                                        .toException()));
        int after = Optional.ofNullable(cursor).map(DriftAdministration::number).orElse(0);
        return jdbi.withHandle(handle -> {
            DriftCheck check = checks.find(handle, id).orElseThrow(DriftAdministration::unknown);
            List<FindingView> found = findings.page(handle, check.id(), only, after, PAGE + 1);
            return found.size() <= PAGE
                    ? new Page(found, Optional.empty())
                    : new Page(
                            found.subList(0, PAGE),
                            Optional.of(Integer.toString(found.get(PAGE - 1).number())));
        });
    }

    private static int number(String cursor) {
        if (!cursor.matches("[0-9]{1,9}")) {
            throw Problems.badRequest("cursor must be the nextCursor of the page before")
                    .toException();
        }
        return Integer.parseInt(cursor);
    }

    private ProblemException running(Handle tx) {
        return Problem.of("drift-check-running", 409, "A drift check is running")
                .detail(
                        "drift check %s; wait until its state is DONE or STOPPED"
                                .formatted(
                                        checks.underWay(tx)
                                                .map(one -> one.id().toString())
                                                .orElse("that has just ended")))
                .toException();
    }

    private static ProblemException unknown() {
        return Problems.NOT_FOUND.detail("there is no drift check with this id").toException();
    }
}
