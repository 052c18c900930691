package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.audit.AuditSearch;
import dev.hostkeysync.directory.NameSearch;
import dev.hostkeysync.directory.UserWords;
import dev.hostkeysync.hostkey.KeyHistory;
import dev.hostkeysync.hostkey.KeyWalk;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.provisioning.SyncReader;
import java.time.InstantSource;

/// What the console sees of users, for tests of others.
public final class UserDeskFixture {

    private UserDeskFixture() {}

    public static UserDesk desk(JourneyFixture work, InstantSource clock) {
        return new UserDesk(
                work.jdbi(),
                new NameSearch(),
                users(work),
                new SyncReader(),
                new UserActions(
                        work.jdbi(),
                        users(work),
                        work.marks(),
                        work.protection(),
                        AuditFixture.trail(clock),
                        AuditFixture.reasons(false),
                        new RotationLimiter(clock)),
                work.budget());
    }

    public static UserTimeline timeline(JourneyFixture work) {
        return new UserTimeline(
                work.jdbi(),
                users(work),
                new KeyHistory(),
                new AuditSearch(),
                new UserWords(),
                new SyncReader());
    }

    public static WaitingUsers waiting(JourneyFixture work) {
        return new WaitingUsers(
                new UserList(work.jdbi(), new SyncReader(), new KeyWalk(), users(work)));
    }

    private static UserKeys users(JourneyFixture work) {
        return new UserKeys(
                work.directory().reader(), work.ledger(), new SyncReader(), work.protection());
    }
}
