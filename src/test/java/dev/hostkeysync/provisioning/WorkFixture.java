package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.limit.Budget;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// The main job on a database of its own, for tests of others: users come and go, and Zoom answers
/// as told, yes otherwise.
public final class WorkFixture {

    private final Journey journey = new Journey();

    public Jdbi jdbi() {
        return journey.jdbi;
    }

    public DirectoryReader directory() {
        return journey.directory.reader();
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

    public SyncLevels levels(InstantSource clock) {
        return new SyncLevels(journey.jdbi, journey.budget, clock);
    }

    /// Pushes a user, and lets the consumer see it.
    public UserId create(String email) {
        return journey.create(email);
    }

    /// The same, and Zoom takes the key.
    public UserId withKey(String email) {
        UserId user = journey.create(email);
        journey.turn();
        return user;
    }

    public void activate(UserId user, String email, boolean active) {
        journey.edit(user, email, active);
    }

    public void remove(UserId user) {
        journey.remove(user);
    }

    /// What Zoom answers next.
    public void answer(ZoomOutcome... outcomes) {
        journey.answer(outcomes);
    }

    /// One turn of the loop.
    public int turn() {
        return journey.turn();
    }

    public void makeEverybodyDue() {
        journey.makeEverybodyDue();
    }

    /// `change version reason` of each host-key event, in order.
    public List<String> announced() {
        return journey.announced();
    }
}
