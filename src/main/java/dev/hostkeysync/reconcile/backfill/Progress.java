package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.reconcile.census.Census;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.Hold;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// One look at a backfill whose users are found: what has become of those who were marked, and who
/// comes next. Few are on the way at a time, so that a pause acts within seconds, but enough that
/// the sync loop never runs dry.
///
/// After the end it is looked at for some weeks still: those whom it left behind go on without it.
@ApplicationScoped
class Progress {

    private static final Logger LOG = Logger.getLogger(Progress.class);
    private static final Duration BREATH = Duration.ofMillis(250);
    private static final List<UserState> ON_THE_WAY = List.of(UserState.MARKED, UserState.IN_DOUBT);
    private static final List<UserState> LEFT_BEHIND =
            List.of(UserState.WAITING, UserState.FAILED, UserState.IN_DOUBT);
    private static final List<UserState> OPEN =
            List.of(UserState.MARKED, UserState.WAITING, UserState.FAILED, UserState.IN_DOUBT);

    /// So often it is counted: of many users that takes a while.
    private static final Duration SAMPLE = Duration.ofSeconds(1);

    private static final Duration SAMPLE_OF_MANY = Duration.ofSeconds(5);
    private static final int MANY = 10_000;

    /// So often is looked at those left behind, on the first day after the end and later.
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Duration LATER = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /// Whoever waits longer than that is told of by `/api/v1/host-keys` alone.
    private static final Duration MEMORY = Duration.ofDays(30);

    /// So many can be looked up whenever it is counted; of more it is told at the end.
    private static final int FEW = 500;

    /// In one transaction.
    private static final int AT_ONCE = 100;

    private final Jdbi jdbi;
    private final BackfillRows rows;
    private final BackfillUsers users;
    private final Marking marking;
    private final Census census;
    private final Outlook outlook;
    private final Budget budget;
    private final InstantSource clock;

    Progress(
            Jdbi jdbi,
            BackfillRows rows,
            BackfillUsers users,
            Marking marking,
            Census census,
            Outlook outlook,
            Budget budget,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.users = users;
        this.marking = marking;
        this.census = census;
        this.outlook = outlook;
        this.budget = budget;
        this.clock = clock;
    }

    /// @param backfill as leased by this replica
    /// @return how long to wait before the next look
    Duration step(Backfill backfill) {
        UUID id = backfill.id();
        Optional<String> held =
                budget.heldNow(RateClass.LIGHT, new Priority.Batch(backfill.share()))
                        .map(Hold::reason);
        Duration pause =
                jdbi.inTransaction(tx -> rows.lock(tx, id).map(one -> step(tx, one, held)))
                        .orElse(BREATH);
        // A transaction of its own: whoever waits for the users that were marked above need not
        // wait until all are counted.
        if (isTime(backfill)) {
            jdbi.useTransaction(tx ->
                    rows.lock(tx, id)
                            .filter(one -> one.state() == BackfillState.RUNNING)
                            .ifPresent(one -> count(tx, one)));
        }
        return pause;
    }

    private Duration step(Handle tx, Backfill backfill, Optional<String> held) {
        UUID id = backfill.id();
        Optional<Duration> pause =
                switch (backfill.state()) {
                    case LISTING -> Optional.of(BREATH);
                    case RUNNING -> run(tx, backfill, held);
                    case PAUSED, DONE -> rest(tx, backfill);
                    case CANCELLED -> {
                        backfill.censusId().ifPresent(one -> census.forget(tx, one));
                        rows.withoutCensus(tx, id);
                        yield rest(tx, backfill);
                    }
                };
        rows.next(tx, id, pause);
        return pause.orElse(BREATH);
    }

    private Optional<Duration> run(Handle tx, Backfill backfill, Optional<String> held) {
        UUID id = backfill.id();
        users.refresh(tx, id, ON_THE_WAY);
        int window = outlook.window(backfill.share());
        // Whoever is in doubt keeps their place, so that a Zoom that is away does not get everybody
        // into doubt.
        int room = window - users.standing(tx, id, ON_THE_WAY);
        int taken =
                room >= Math.max(1, window / 4)
                        ? marking.take(tx, backfill, Math.min(room, AT_ONCE))
                        : 0;
        rows.trouble(tx, id, held);
        if (taken == 0 && isThrough(tx, id)) {
            users.refresh(tx, id, LEFT_BEHIND);
            if (isThrough(tx, id)) {
                return ended(tx, backfill);
            }
        }
        return Optional.of(room - taken >= window / 4 && taken > 0 ? Duration.ZERO : BREATH);
    }

    private boolean isThrough(Handle tx, UUID id) {
        return users.standing(tx, id, List.of(UserState.MARKED)) == 0
                && users.planned(tx, id, 1).isEmpty();
    }

    /// Nobody is marked any more, but some may be on the way, or left behind.
    private Optional<Duration> rest(Handle tx, Backfill backfill) {
        users.refresh(tx, backfill.id(), OPEN);
        Counts counts = users.count(tx, backfill.id());
        rows.counted(tx, backfill.id(), counts, 0);
        return counts.of(UserState.MARKED) > 0
                ? Optional.of(backfill.soFar() > MANY ? SAMPLE_OF_MANY : SAMPLE)
                : next(counts, backfill.endedAt());
    }

    /// When to look at those left behind.
    private Optional<Duration> next(Counts counts, Optional<Instant> endedAt) {
        Duration since =
                endedAt.map(end -> Duration.between(end, clock.instant())).orElse(Duration.ZERO);
        if (counts.behind() == 0 || since.compareTo(MEMORY) > 0) {
            return Optional.empty();
        }
        return Optional.of(since.compareTo(DAY) > 0 ? LATER : SOON);
    }

    private Optional<Duration> ended(Handle tx, Backfill backfill) {
        Counts counts = count(tx, backfill);
        Instant now = clock.instant();
        rows.move(tx, backfill.id(), BackfillState.DONE, now);
        LOG.infof(
                "Backfill %s is done: %d users have a key now, %d wait for Zoom, of %d Zoom refused every key,"
                        + " of %d Zoom has not said whether it took the key",
                backfill.id(),
                counts.of(UserState.DONE),
                counts.of(UserState.WAITING),
                counts.of(UserState.FAILED),
                counts.of(UserState.IN_DOUBT));
        return next(counts, Optional.of(now));
    }

    private static boolean isTime(Backfill backfill) {
        Duration sample = backfill.soFar() > MANY ? SAMPLE_OF_MANY : SAMPLE;
        return backfill.sampleAge().filter(age -> age.compareTo(sample) < 0).isEmpty();
    }

    private Counts count(Handle tx, Backfill backfill) {
        int behind = backfill.counts().behind();
        if (behind > 0 && behind <= FEW) {
            users.refresh(tx, backfill.id(), LEFT_BEHIND);
        }
        Counts counts = users.count(tx, backfill.id());
        double rate =
                backfill.sampleAge()
                        .filter(Duration::isPositive)
                        .map(age -> Outlook.smoothed(backfill, counts, age))
                        .orElse(backfill.rate());
        rows.counted(tx, backfill.id(), counts, rate);
        return counts;
    }
}
