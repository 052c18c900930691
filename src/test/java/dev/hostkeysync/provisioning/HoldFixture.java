package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.identity.UserId;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// A company whose every revocation is held, for tests of others.
public final class HoldFixture {

    private final Crowd crowd;

    public HoldFixture(int people) {
        this.crowd = new Crowd(people, TestGuard.of(0, "0"));
    }

    public Jdbi jdbi() {
        return crowd.journey.jdbi;
    }

    public Holds holds() {
        return crowd.journey.holds;
    }

    public DirectoryReader directory() {
        return crowd.journey.directory.reader();
    }

    public List<UserId> users() {
        return List.copyOf(crowd.users);
    }

    public static String email(int person) {
        return Crowd.email(person);
    }

    public void deactivate(int from, int to) {
        crowd.deactivate(from, to);
    }

    /// Carries out what was decided.
    public void settle() {
        crowd.settle();
    }
}
