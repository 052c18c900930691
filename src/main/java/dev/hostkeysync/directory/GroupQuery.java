package dev.hostkeysync.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Searches the groups.
@ApplicationScoped
public class GroupQuery {

    private final ResourceQuery<DirectoryGroup> query;

    GroupQuery(Jdbi jdbi, InstantSource clock) {
        this.query =
                new ResourceQuery<>(
                        ResourceKind.GROUP, jdbi, GroupRow.COLUMNS, new GroupRow(), clock);
    }

    /// As [ResourceQuery#page].
    public ResourcePage<DirectoryGroup> page(Search search) {
        return query.page(search);
    }
}
