package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Everybody in the directory whom Zoom may mean by one of these users, tombstones included.
final class MatchSql {

    /// An index for each.
    static final String CANDIDATES =
            """
            SELECT id FROM directory_user WHERE zoom_user_id = ANY (?)
            UNION SELECT id FROM directory_user WHERE email_key = ANY (?)
            UNION SELECT id FROM directory_user WHERE user_name_key = ANY (?) AND status <> 'REMOVED'
            """;

    private MatchSql() {}

    static List<UserId> candidates(Handle tx, Collection<Listed> listed) {
        return tx.select(
                        CANDIDATES,
                        of(listed, one -> one.zoomUserId().map(ZoomUserId::value)),
                        of(listed, one -> one.email().map(EmailAddress::key)),
                        of(
                                listed,
                                one -> one.email().map(mail -> Profile.userNameKey(mail.value()))))
                .map((row, _) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }

    private static String[] of(Collection<Listed> listed, Function<Listed, Optional<String>> name) {
        return listed.stream().map(name).flatMap(Optional::stream).toArray(String[]::new);
    }
}
