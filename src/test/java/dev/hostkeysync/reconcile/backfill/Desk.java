package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.reconcile.census.Census;
import dev.hostkeysync.reconcile.census.ListedZoom;
import dev.hostkeysync.reconcile.census.TestCensus;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.Limits;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Backfills without threads: a test takes the steps, each by a replica of its own.
final class Desk {

    static final Operator OPERATOR = new Operator("ops", "10.0.0.1");

    final JourneyFixture journey;
    final ListedZoom zoom = new ListedZoom();
    final Jdbi jdbi;
    final TestClock clock = new TestClock(JourneyFixture.NOW.toString());
    final BackfillRows rows = new BackfillRows();
    final BackfillUsers users = new BackfillUsers();
    final Census census;
    final Outlook outlook;
    final BackfillAdministration administration;

    Desk() {
        this(10);
    }

    /// @param perSecond what Zoom allows us
    Desk(int perSecond) {
        this(Limits.perSecond(perSecond), new JourneyFixture());
    }

    /// With that as the budget of the loop, too.
    Desk(Limits limits) {
        this(limits, new JourneyFixture(jdbi -> new Budget(jdbi, limits, System::nanoTime)));
    }

    private Desk(Limits limits, JourneyFixture journey) {
        this.journey = journey;
        jdbi = journey.jdbi();
        census = TestCensus.over(jdbi, zoom);
        outlook = new Outlook(limits);
        administration =
                new BackfillAdministration(
                        jdbi,
                        rows,
                        users,
                        census,
                        AuditFixture.trail(clock),
                        outlook,
                        new BackfillBell(),
                        new FixedIds(),
                        clock);
    }

    Classifier classifier() {
        return new Classifier(journey.directory().reader(), journey.ledger(), journey.protection());
    }

    /// A replica that was not there before: everything it knows is in the rows.
    BackfillLoop replica() {
        Classifier classifier = classifier();
        return new BackfillLoop(
                jdbi,
                rows,
                users,
                new Listing(
                        jdbi,
                        rows,
                        users,
                        census,
                        classifier,
                        new Candidates(users, journey.ledger()),
                        journey.directory().directory(),
                        clock),
                new Progress(
                        jdbi,
                        rows,
                        users,
                        new Marking(
                                users,
                                classifier,
                                journey.directory().directory(),
                                journey.marks()),
                        census,
                        outlook,
                        journey.budget(),
                        clock),
                new BackfillBell(),
                UUID::randomUUID,
                clock);
    }

    BackfillView begin(boolean dryRun) {
        return begin(dryRun, Filter.EVERYBODY);
    }

    BackfillView begin(boolean dryRun, Filter filter) {
        return administration.begin(new BackfillRequest(dryRun, false, filter, 0.5), OPERATOR);
    }

    /// Everybody gets another key.
    BackfillView beginRotation(boolean dryRun) {
        return administration.begin(
                new BackfillRequest(dryRun, true, Filter.EVERYBODY, 0.5), OPERATOR);
    }

    /// Those of them whom the filter means get another key.
    BackfillView beginRotation(Filter filter) {
        return administration.begin(new BackfillRequest(false, true, filter, 0.5), OPERATOR);
    }

    BackfillView get(BackfillView one) {
        return administration.get(one.id());
    }

    /// Whoever worked on it was killed, and the time has come, also to count.
    void killed() {
        jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE backfill SET leased_until = '-infinity', due_at = least(due_at, now()),"
                                + " sampled_at = sampled_at - interval '2 seconds'"));
    }

    /// One step of each kind.
    void step() {
        killed();
        BackfillLoop replica = replica();
        var _ = replica.find();
        var _ = replica.run();
    }

    /// Until everybody listed is sorted.
    void sort(BackfillView one) {
        while (get(one).state() == BackfillState.LISTING) {
            step();
        }
    }

    /// Until it has ended; the sync loop turns in between.
    BackfillView run(BackfillView one) {
        sort(one);
        while (get(one).state() == BackfillState.RUNNING) {
            step();
            int _ = journey.turn();
        }
        return get(one);
    }

    List<String> lines(BackfillView one) {
        return administration.users(one.id(), Optional.empty(), Optional.empty(), "", 1000).stream()
                .map(line ->
                        line.email().orElse("-")
                                + " "
                                + line.state().wireName()
                                + line.reason().map(why -> " " + why).orElse(""))
                .sorted()
                .toList();
    }

    /// How the directory has the user.
    Optional<UserId> known(String email) {
        return journey.directory().reader().byUserName(email).map(user -> user.id());
    }

    int count(String sql) {
        return jdbi.withHandle(handle -> handle.select(sql).mapTo(Integer.class).one());
    }
}
