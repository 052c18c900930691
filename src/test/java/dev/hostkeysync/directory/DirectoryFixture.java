package dev.hostkeysync.directory;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.outbox.OutboxFixture;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// A directory on a test's database, for tests of others.
public final class DirectoryFixture {

    private final Directory directory;
    private final DirectoryReader reader;
    private final UserQuery query;

    public DirectoryFixture(Jdbi jdbi, Ids ids, InstantSource clock) {
        this.directory = new Directory(jdbi, new Users(), OutboxFixture.outbox(), ids, clock);
        this.reader = new DirectoryReader(jdbi);
        this.query = new UserQuery(jdbi, clock);
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

    public UserQuery query() {
        return query;
    }
}
