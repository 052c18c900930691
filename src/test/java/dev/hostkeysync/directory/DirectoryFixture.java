package dev.hostkeysync.directory;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.outbox.Outbox;
import dev.hostkeysync.outbox.OutboxFixture;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// A directory on a test's database, for tests of others.
public final class DirectoryFixture {

    private final Directory directory;
    private final GroupDirectory groups;
    private final Settlement settlement;
    private final DirectoryReader reader;
    private final GroupReader groupReader;
    private final UserQuery query;
    private final GroupQuery groupQuery;

    public DirectoryFixture(Jdbi jdbi, Ids ids, InstantSource clock) {
        this(jdbi, ids, clock, ProfileNewsConfig.Provisioning.OFF);
    }

    /// A directory that tells of names and departments too.
    public static DirectoryFixture tellingProfiles(Jdbi jdbi, Ids ids, InstantSource clock) {
        return new DirectoryFixture(jdbi, ids, clock, ProfileNewsConfig.Provisioning.SSO_CREATE);
    }

    private DirectoryFixture(
            Jdbi jdbi, Ids ids, InstantSource clock, ProfileNewsConfig.Provisioning news) {
        Members members = new Members();
        Users users = new Users();
        Facts facts = new Facts();
        Outbox outbox = OutboxFixture.outbox();
        PolicyQueue queue = new PolicyQueue();
        Eligibility eligibility = new Eligibility(users, outbox);
        this.directory =
                new Directory(
                        jdbi,
                        users,
                        members,
                        facts,
                        new Reports(users, members, facts, outbox, ids),
                        queue,
                        outbox,
                        ids,
                        clock,
                        () -> news);
        this.groups =
                new GroupDirectory(jdbi, new Groups(), members, eligibility, queue, ids, clock);
        this.settlement = new Settlement(jdbi, eligibility, ids, clock);
        this.reader = new DirectoryReader(jdbi);
        this.groupReader = new GroupReader(jdbi);
        this.query = new UserQuery(jdbi, clock);
        this.groupQuery = new GroupQuery(jdbi, clock);
    }

    /// Applies a change that must change something, and tells the events.
    public List<LifecycleEvent> changed(UserChange change) {
        return ((ChangeResult.Changed) directory.apply(change, "scim:test")).events();
    }

    public Directory directory() {
        return directory;
    }

    public DirectoryReader reader() {
        return reader;
    }

    public GroupDirectory groups() {
        return groups;
    }

    public GroupReader groupReader() {
        return groupReader;
    }

    Settlement settlement() {
        return settlement;
    }

    /// Starts with this `HOSTKEY_ELIGIBLE_GROUPS`, and settles everybody.
    public void eligibleGroups(String list) {
        boolean more = settlement.begin(Policy.parse(list));
        while (more) {
            more = settlement.next(2);
        }
    }

    public GroupQuery groupQuery() {
        return groupQuery;
    }

    public UserQuery query() {
        return query;
    }
}
