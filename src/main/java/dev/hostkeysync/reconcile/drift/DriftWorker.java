package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.provisioning.BatchConfig;
import dev.hostkeysync.provisioning.Order;
import dev.hostkeysync.reconcile.census.Census;
import dev.hostkeysync.reconcile.census.CensusStep;
import dev.hostkeysync.reconcile.drift.DriftChecks.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Takes a check from state to state. Every step is committed before the next, under a lease, so
/// any replica goes on where another was killed, and nothing is done twice.
@ApplicationScoped
class DriftWorker {

    /// Longer than a page of Zoom's list takes with its repeats.
    static final Duration LEASE = Duration.ofMinutes(2);

    /// A list that old says nothing on now, and the next night's check is near.
    static final Duration PATIENCE = Duration.ofHours(12);

    /// So long the first check of all may be late.
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(DriftWorker.class);
    private static final int BATCH = 100;
    private static final String CALENDAR = "calendar";

    private final Jdbi jdbi;
    private final DriftChecks checks;
    private final Findings findings;
    private final Comparison comparison;
    private final Repairs repairs;
    private final Confirmation confirmation;
    private final Census census;
    private final DriftStart start;
    private final Timetable timetable;
    private final Mode nightly;
    private final Trust trust;

    /// The part of our budget that a check may use.
    private final double share;

    private final InstantSource clock;

    /// Whoever works on the check, told apart from every other process.
    private final UUID holder = UUID.randomUUID();

    DriftWorker(
            Jdbi jdbi,
            DriftChecks checks,
            Findings findings,
            Comparison comparison,
            Repairs repairs,
            Confirmation confirmation,
            Census census,
            DriftStart start,
            DriftConfig config,
            BatchConfig batch,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.checks = checks;
        this.findings = findings;
        this.comparison = comparison;
        this.repairs = repairs;
        this.confirmation = confirmation;
        this.census = census;
        this.start = start;
        this.timetable = Timetable.parse(config.cron());
        this.nightly = Mode.parse(config.mode()).orElseThrow();
        this.trust = new Trust(config.shrinkPercent());
        this.share = batch.batchShare();
        this.clock = clock;
    }

    /// Starts the check that the calendar asks for, and works on the one under way until it pauses
    /// or ends.
    ///
    /// @param stopping whether the process does
    void turn(BooleanSupplier stopping) {
        timetable.due(clock.instant()).ifPresent(this::begin);
        Optional<DriftCheck> mine = jdbi.inTransaction(tx -> checks.lease(tx, holder, LEASE));
        while (mine.isPresent() && !stopping.getAsBoolean()) {
            mine = step(mine.get());
        }
        if (mine.isPresent()) {
            jdbi.useTransaction(tx -> checks.release(tx, holder));
        }
    }

    private void begin(Instant moment) {
        boolean needed =
                jdbi.withHandle(handle ->
                        !checks.isMade(handle, moment)
                                && checks.underWay(handle).isEmpty()
                                && (isFresh(moment)
                                        || checks.last(handle, /* done */ false).isPresent()));
        if (needed) {
            Wish wish = new Wish(nightly, false, Optional.of(moment), CALENDAR);
            Optional<DriftCheck> _ = jdbi.inTransaction(tx -> start.add(tx, wish));
        }
    }

    /// Whoever installs the service has missed no night.
    private boolean isFresh(Instant moment) {
        return moment.isAfter(clock.instant().minus(FRESH));
    }

    /// @return the check as it goes on at once; empty when it pauses, has ended, or is another's by
    ///   now
    private Optional<DriftCheck> step(DriftCheck check) {
        if (clock.instant().isAfter(check.beganAt().plus(PATIENCE))) {
            return stop(
                    check,
                    "It was not done within %d hours%s.%s The next one begins anew"
                            .formatted(
                                    PATIENCE.toHours(),
                                    check.reason().map(why -> ": " + why).orElse(""),
                                    check.state() == State.REPAIRING
                                            ? " Repaired by then: " + check.repaired() + "."
                                            : ""));
        }
        return switch (check.state()) {
            case READING -> read(check);
            case COMPARING -> compare(check);
            case REPAIRING -> repair(check);
            case DONE, STOPPED -> Optional.empty();
        };
    }

    private Optional<DriftCheck> read(DriftCheck check) {
        return switch (census.read(check.census().orElseThrow())) {
            case CensusStep.More(int soFar, int expected) ->
                    held(check, tx -> checks.progress(tx, check.id(), soFar, expected));
            case CensusStep.Later(Duration pause, String reason) ->
                    later(check, pause, "Zoom's list cannot be read on now: " + reason);
            case CensusStep.Complete complete -> judge(check, complete);
        };
    }

    private Optional<DriftCheck> judge(DriftCheck check, CensusStep.Complete list) {
        Trust.Before before = jdbi.withHandle(this::before);
        Optional<String> doubt =
                trust.doubt(
                        list.users(),
                        list.unreadable(),
                        list.expected(),
                        before,
                        check.acceptShrunkenList());
        return doubt.isPresent()
                ? stop(check, doubt.get())
                : held(check, tx -> checks.compare(tx, check.id(), list.users(), list.expected()));
    }

    private Trust.Before before(Handle handle) {
        return checks.last(handle, /* done */ true)
                .map(last -> Trust.Before.lastCheck(last.users()))
                .orElseGet(() -> Trust.Before.directory(comparison.known(handle)));
    }

    private Optional<DriftCheck> compare(DriftCheck check) {
        return held(
                check,
                tx -> {
                    UUID list = check.census().orElseThrow();
                    Map<Kind, Integer> found =
                            comparison.write(tx, check.id(), list, check.beganAt());
                    census.forget(tx, list);
                    boolean over = check.mode() == Mode.REPORT;
                    checks.compared(
                            tx,
                            check.id(),
                            found,
                            over ? Optional.of(clock.instant()) : Optional.empty());
                    tx.afterCommit(() -> tell(check, found));
                });
    }

    private Optional<DriftCheck> repair(DriftCheck check) {
        List<Finding> due = jdbi.withHandle(handle -> findings.due(handle, check.id(), BATCH));
        if (due.isEmpty()) {
            return held(
                    check,
                    tx -> {
                        checks.end(tx, check.id(), State.DONE, Optional.empty(), clock.instant());
                        tx.afterCommit(() ->
                                LOG.infof(
                                        "Drift check %s has repaired %d findings; what came of each is at"
                                                + " GET /api/v1/drift-checks/%s/findings",
                                        check.id(), check.repaired(), check.id()));
                    });
        }
        Finding first = due.getFirst();
        Optional<Order> order = first.remedy().order();
        if (order.isPresent()) {
            List<Finding> same =
                    due.stream().takeWhile(one -> one.remedy() == first.remedy()).toList();
            return held(
                    check,
                    tx ->
                            checks.repaired(
                                    tx,
                                    check.id(),
                                    repairs.mark(tx, check, same, order.get(), share)));
        }
        return switch (confirmation.of(first, share)) {
            case Confirmation.Word.Later(Duration pause, String reason) ->
                    later(check, pause, "Zoom cannot be asked for a user now: " + reason);
            case Confirmation.Word.Refuted _ -> held(check, tx -> repairs.refute(tx, check, first));
            case Confirmation.Word.Confirmed(Finding sure) ->
                    held(
                            check,
                            tx -> checks.repaired(tx, check.id(), repairs.tell(tx, check, sure)));
        };
    }

    private Optional<DriftCheck> later(DriftCheck check, Duration pause, String reason) {
        Optional<DriftCheck> _ = held(check, tx -> checks.later(tx, check.id(), pause, reason));
        return Optional.empty();
    }

    /// Nothing more will be done.
    private Optional<DriftCheck> stop(DriftCheck check, String reason) {
        return held(
                check,
                tx -> {
                    check.census().ifPresent(list -> census.forget(tx, list));
                    checks.end(tx, check.id(), State.STOPPED, Optional.of(reason), clock.instant());
                    tx.afterCommit(
                            () -> LOG.warnf("Drift check %s was stopped: %s", check.id(), reason));
                });
    }

    private interface Write {
        void in(Handle tx);
    }

    /// Writes while the check is ours, and reads it again.
    private Optional<DriftCheck> held(DriftCheck check, Write write) {
        return jdbi.inTransaction(tx -> {
            if (checks.hold(tx, check.id(), holder, LEASE)
                    .filter(now -> now.state() == check.state())
                    .isEmpty()) {
                return Optional.empty();
            }
            write.in(tx);
            return checks.find(tx, check.id()).filter(now -> now.endedAt().isEmpty());
        });
    }

    private static void tell(DriftCheck check, Map<Kind, Integer> found) {
        if (found.isEmpty()) {
            LOG.infof("Drift check %s: Zoom, directory and keys agree", check.id());
        } else {
            LOG.warnf(
                    "Drift check %s found %s. %s; see GET /api/v1/drift-checks/%s/findings",
                    check.id(),
                    String.join(
                            ", ",
                            found.entrySet().stream()
                                    .map(one -> one.getKey().word() + " " + one.getValue())
                                    .toList()),
                    check.mode() == Mode.REPAIR
                            ? "What can be is repaired now"
                            : "Nothing is changed; a check with mode repair would",
                    check.id());
        }
    }
}
