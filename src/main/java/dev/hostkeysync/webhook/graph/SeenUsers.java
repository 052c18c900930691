package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table `graph_user`: what Graph said last of the users that the directory has.
@ApplicationScoped
class SeenUsers {

    /// Somebody of whom Graph said last that they have a certain name.
    record Holder(ObjectId user, LastSaid.State state) {}

    Optional<LastSaid> find(Handle handle, ObjectId user) {
        return handle.select(
                        "SELECT user_name, email, display_name, state FROM graph_user WHERE id = ?",
                        user.value())
                .map((row, _) ->
                        new LastSaid(
                                Optional.ofNullable(row.getString(1)),
                                Optional.ofNullable(row.getString(2)).map(EmailAddress::new),
                                Optional.ofNullable(row.getString(3)),
                                LastSaid.State.valueOf(row.getString(4))))
                .findOne();
    }

    /// Who else had this name last.
    Optional<Holder> holder(Handle handle, String userName, ObjectId butNot) {
        return handle.select(
                        "SELECT id, state FROM graph_user WHERE user_name_key = ? AND id <> ?",
                        Profile.userNameKey(userName),
                        butNot.value())
                .map((row, _) ->
                        new Holder(
                                new ObjectId(row.getString(1)),
                                LastSaid.State.valueOf(row.getString(2))))
                .findOne();
    }

    /// Notes what Graph said. Name and address are nobody else's from now on.
    void note(Handle tx, ObjectId user, LastSaid said) {
        String nameKey = said.userName().map(Profile::userNameKey).orElse(null);
        String emailKey = said.email().map(EmailAddress::key).orElse(null);
        // All at once and in the order of ids: two users may have changed names with each other.
        var _ =
                tx.select(
                                """
                                SELECT id FROM graph_user WHERE id = ? OR user_name_key = ? OR email_key = ?
                                ORDER BY id FOR UPDATE
                                """,
                                user.value(),
                                nameKey,
                                emailKey)
                        .mapTo(String.class)
                        .list();
        int _ =
                tx.execute(
                        "UPDATE graph_user SET user_name = NULL, user_name_key = NULL"
                                + " WHERE user_name_key = ? AND id <> ?",
                        nameKey,
                        user.value());
        int _ =
                tx.execute(
                        "UPDATE graph_user SET email = NULL, email_key = NULL WHERE email_key = ?"
                                + " AND id <> ?",
                        emailKey,
                        user.value());
        int _ =
                tx.execute(
                        """
                        INSERT INTO graph_user (id, user_name, user_name_key, email, email_key, display_name, state,
                            round)
                        SELECT ?, ?, ?, ?, ?, ?, ?, round FROM graph_watch
                        ON CONFLICT (id) DO UPDATE SET user_name = excluded.user_name,
                            user_name_key = excluded.user_name_key, email = excluded.email,
                            email_key = excluded.email_key, display_name = excluded.display_name,
                            state = excluded.state, round = excluded.round
                        """,
                        user.value(),
                        said.userName().orElse(null),
                        nameKey,
                        said.email().map(EmailAddress::value).orElse(null),
                        emailKey,
                        said.displayName().orElse(null),
                        said.state().name());
    }

    void forget(Handle tx, ObjectId user) {
        int _ = tx.execute("DELETE FROM graph_user WHERE id = ?", user.value());
    }

    void clear(Handle tx) {
        int _ = tx.execute("DELETE FROM graph_user");
    }

    /// Whom a full round has not met, but for its last page.
    List<ObjectId> missing(Handle tx, Collection<ObjectId> lastPage, long round) {
        return tx.select(
                        "SELECT id FROM graph_user WHERE round < ? AND id <> ALL (?)",
                        round,
                        ids(lastPage))
                .mapTo(String.class)
                .map(ObjectId::new)
                .list();
    }

    private static String[] ids(Collection<ObjectId> users) {
        return users.stream().map(ObjectId::value).toArray(String[]::new);
    }

    /// Notes that a full round met these.
    void met(Handle tx, Collection<ObjectId> users, long round) {
        int _ =
                tx.execute(
                        """
                        WITH met AS (SELECT id FROM graph_user WHERE id = ANY (?) ORDER BY id FOR UPDATE)
                        UPDATE graph_user u SET round = ? FROM met WHERE u.id = met.id
                        """,
                        ids(users),
                        round);
    }
}
