package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Samples;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.limit.Budget;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// The main job on a database of its own, for tests of others: users come and go, and Zoom answers
/// as told, yes otherwise.
public final class JourneyFixture {

    public static final Instant NOW = Journey.NOW;

    private final Journey journey;

    public JourneyFixture() {
        this.journey = new Journey();
    }

    /// With another budget than one that never ends.
    public JourneyFixture(Function<Jdbi, Budget> budgets) {
        this.journey = new Journey(budgets);
    }

    public Jdbi jdbi() {
        return journey.jdbi;
    }

    public DirectoryFixture directory() {
        return journey.directory;
    }

    public HostKeyLedger ledger() {
        return journey.ledger;
    }

    public Marks marks() {
        return journey.marks;
    }

    public Protection protection() {
        return journey.protection;
    }

    public Budget budget() {
        return journey.budget;
    }

    public SyncLevels levels(Samples samples) {
        return new SyncLevels(samples, journey.budget);
    }

    public static Profile profile(String email) {
        return Journey.profile(email, true);
    }

    /// A user of whom the consumer has heard.
    public UserId create(String email) {
        return journey.create(email);
    }

    public UserId withKey(String email) {
        UserId user = create(email);
        int _ = turn();
        return user;
    }

    public void edit(UserId user, String email, boolean active) {
        journey.edit(user, email, active);
    }

    public void remove(UserId user) {
        journey.remove(user);
    }

    public void consume(List<LifecycleEvent> events) {
        journey.consume(events);
    }

    /// Zoom's next answers; yes without one.
    public void answer(ZoomOutcome... outcomes) {
        journey.answer(outcomes);
    }

    /// One turn of the loop: whoever is due is pushed.
    ///
    /// @return how many were
    public int turn() {
        return journey.turn();
    }

    /// One turn of the loop for live work only.
    public int liveTurn() {
        List<Work> work = journey.leases.take(Optional.empty(), 100);
        work.forEach(one -> journey.sync.run(one, () -> true, () -> false));
        return work.size();
    }

    /// An operator drops the open hold.
    public void dropHold(Instant at) {
        jdbi().useTransaction(tx -> {
            UUID open =
                    tx.select("SELECT id FROM revocation_hold WHERE state = 'OPEN'")
                            .mapTo(UUID.class)
                            .one();
            var _ = journey.holds.resolve(tx, open, HoldState.DROPPED, "ann");
            int _ =
                    tx.execute(
                            "UPDATE revocation_hold SET resolved_at = ? WHERE id = ?",
                            at.atOffset(ZoneOffset.UTC),
                            open);
        });
        while (journey.release.next().isZero()) {}
    }

    public void makeEverybodyDue() {
        journey.makeEverybodyDue();
    }

    /// Whom Zoom was called for, in order.
    public List<String> called() {
        return journey.zoom.users;
    }

    /// State and reason of the user's row.
    public String row(UserId user) {
        return journey.row(user);
    }

    public List<String> announced() {
        return journey.announced();
    }
}
