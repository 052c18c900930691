package dev.hostkeysync.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Searches the users who are not removed.
@ApplicationScoped
public class UserQuery {

    private final ResourceQuery<DirectoryUser> query;

    UserQuery(Jdbi jdbi, InstantSource clock) {
        this.query =
                new ResourceQuery<>(ResourceKind.USER, jdbi, UserRow.COLUMNS, new UserRow(), clock);
    }

    /// As [ResourceQuery#page].
    public ResourcePage<DirectoryUser> page(Search search) {
        return query.page(search);
    }
}
