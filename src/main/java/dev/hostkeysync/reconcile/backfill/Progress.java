package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.reconcile.census.Census;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.Hold;
import dev.hostkeysync.zoom.limit.RateClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
@ApplicationScoped
class Progress {

    private static final Logger LOG = Logger.getLogger(Progress.class);
    private static final Duration BREATH = Duration.ofMillis(250);
    private static final Duration SAMPLE = Duration.ofSeconds(1);
    private static final List<UserState> LEFT_BEHIND = List.of(UserState.WAITING, UserState.FAILED);

    /// So many can be looked up every second; of more it is told at the end.
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

    /// @return how long to wait before the next look
    Duration step(UUID id) {
        Optional<String> held = budget.heldNow(RateClass.LIGHT).map(Hold::reason);
        return jdbi.inTransaction(tx -> rows.lock(tx, id).map(one -> step(tx, one, held)))
                .orElse(BREATH);
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
        boolean isTime = backfill.sampleAge().filter(age -> age.compareTo(SAMPLE) < 0).isEmpty();
        users.refresh(tx, id, List.of(UserState.MARKED));
        int marked = users.marked(tx, id);
        int window = outlook.window(backfill.share());
        int room = window - marked;
        int taken =
                room >= Math.max(1, window / 4)
                        ? marking.take(tx, backfill, Math.min(room, AT_ONCE))
                        : 0;
        rows.trouble(tx, id, held);
        if (taken == 0 && marked == 0) {
            users.refresh(tx, id, LEFT_BEHIND);
            if (users.marked(tx, id) == 0) {
                ended(tx, backfill);
                return Optional.empty();
            }
        }
        if (isTime) {
            count(tx, backfill);
        }
        return Optional.of(room - taken >= window / 4 && taken > 0 ? Duration.ZERO : BREATH);
    }

    /// Nobody is marked any more, but some may be on the way.
    private Optional<Duration> rest(Handle tx, Backfill backfill) {
        users.refresh(tx, backfill.id(), List.of(UserState.MARKED));
        count(tx, backfill);
        return users.marked(tx, backfill.id()) > 0 ? Optional.of(SAMPLE) : Optional.empty();
    }

    private void ended(Handle tx, Backfill backfill) {
        Counts counts = count(tx, backfill);
        rows.move(tx, backfill.id(), BackfillState.DONE, clock.instant());
        LOG.infof(
                "Backfill %s is done: %d users have a key now, %d wait for Zoom, of %d Zoom refused every key",
                backfill.id(),
                counts.of(UserState.DONE),
                counts.of(UserState.WAITING),
                counts.of(UserState.FAILED));
    }

    private Counts count(Handle tx, Backfill backfill) {
        int behind =
                backfill.counts().of(UserState.WAITING) + backfill.counts().of(UserState.FAILED);
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
