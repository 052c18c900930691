package dev.hostkeysync.audit;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The trail, read.
@ApplicationScoped
public class AuditSearch {

    /// One entry.
    ///
    /// @param user whom it is about; empty = nobody in particular
    /// @param source the address the request came from
    public record Line(
            long id,
            Instant at,
            String actor,
            String action,
            Optional<UserId> user,
            String source,
            String detail) {}

    /// Where a page ends: the time and the number of its last entry.
    public record Place(Instant at, long id) {}

    /// What is looked for; all that is given must be so.
    ///
    /// @param actor the beginning of who did it
    /// @param users one of whom it is about; empty = anybody, or nobody
    /// @param action the whole word
    /// @param from the first moment
    /// @param until the moment after the last
    public record Wanted(
            Optional<String> actor,
            List<UserId> users,
            Optional<String> action,
            Optional<Instant> from,
            Optional<Instant> until) {

        public static final Wanted EVERYTHING =
                new Wanted(
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        /// All about one user.
        public static Wanted about(UserId user) {
            return new Wanted(
                    Optional.empty(),
                    List.of(user),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        public Wanted {
            users = List.copyOf(users);
        }
    }

    /// From the newest.
    ///
    /// @param before where the page before ended; empty = from the beginning
    public List<Line> page(Handle tx, Wanted wanted, Optional<Place> before, int atMost) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        wanted.actor().ifPresent(_ -> conditions.add("starts_with(actor, :actor)"));
        wanted.actor().ifPresent(_ -> conditions.add("actor >= :actor"));
        wanted.action().ifPresent(_ -> conditions.add("action = :action"));
        wanted.from().ifPresent(_ -> conditions.add("at >= :from"));
        wanted.until().ifPresent(_ -> conditions.add("at < :until"));
        before.ifPresent(_ -> conditions.add("(at, id) < (:at, :id)"));
        if (!wanted.users().isEmpty()) {
            conditions.add("user_id = ANY (:users)");
        }
        Query query =
                tx.createQuery(
                        "SELECT id, at, actor, action, user_id, source, detail FROM audit_entry WHERE "
                                + String.join(" AND ", conditions)
                                + " ORDER BY at DESC, id DESC LIMIT :most");
        wanted.actor().ifPresent(actor -> query.bind("actor", actor));
        wanted.action().ifPresent(action -> query.bind("action", action));
        wanted.from().ifPresent(from -> query.bind("from", from.atOffset(ZoneOffset.UTC)));
        wanted.until().ifPresent(until -> query.bind("until", until.atOffset(ZoneOffset.UTC)));
        before.ifPresent(place -> query.bind("at", place.at().atOffset(ZoneOffset.UTC)));
        before.ifPresent(place -> query.bind("id", place.id()));
        if (!wanted.users().isEmpty()) {
            query.bindArray(
                    "users", UUID.class, wanted.users().stream().map(UserId::value).toList());
        }
        return query.bind("most", atMost)
                .map((row, _) ->
                        new Line(
                                row.getLong("id"),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("actor"),
                                row.getString("action"),
                                Optional.ofNullable(row.getObject("user_id", UUID.class))
                                        .map(UserId::new),
                                row.getString("source"),
                                Optional.ofNullable(row.getString("detail")).orElse("")))
                .list();
    }

    /// Every word for an action that occurs. Steps from word to word through the index: the cost is
    /// that of the words, not of the entries.
    public List<String> actions(Handle tx) {
        return tx.select(
                        """
                        WITH RECURSIVE words(word) AS (
                            (SELECT action FROM audit_entry ORDER BY action LIMIT 1)
                            UNION ALL
                            SELECT (SELECT action FROM audit_entry WHERE action > word ORDER BY action LIMIT 1)
                            FROM words WHERE word IS NOT NULL)
                        SELECT word FROM words WHERE word IS NOT NULL
                        """)
                .mapTo(String.class)
                .list();
    }
}
