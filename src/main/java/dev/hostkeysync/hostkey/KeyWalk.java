package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Who has a key of a kind, a page at a time in the order of ids: each page costs the same, however
/// many keys there are.
@ApplicationScoped
public class KeyWalk {

    /// @param after the last one seen; empty = from the beginning
    public List<UserId> active(Handle tx, Optional<UserId> after, int atMost) {
        return walk(tx, "state = 'ACTIVE'", after, atMost);
    }

    /// Those whose key nobody is shown.
    public List<UserId> concealed(Handle tx, Optional<UserId> after, int atMost) {
        return walk(tx, "state = 'ACTIVE' AND concealed", after, atMost);
    }

    /// Those whose next key is on its way.
    public List<UserId> pending(Handle tx, Optional<UserId> after, int atMost) {
        return walk(tx, "state = 'PENDING'", after, atMost);
    }

    private static List<UserId> walk(Handle tx, String which, Optional<UserId> after, int atMost) {
        return tx.select(
                        "SELECT user_id FROM host_key WHERE "
                                + which
                                + " AND user_id > ? ORDER BY user_id LIMIT ?",
                        after.map(UserId::value).orElse(new UUID(0, 0)),
                        atMost)
                .map((row, _) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }
}
