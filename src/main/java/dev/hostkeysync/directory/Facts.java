package dev.hostkeysync.directory;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The table `user_fact`: what was said of each user, for as long as something older may still
/// come.
@ApplicationScoped
class Facts {

    /// The kind of a row that says nothing on switches, but which attributes were spoken of.
    private static final String PROFILED = "PROFILED";

    /// The kind of a row that says whose name it was.
    private static final String RENAMED = "RENAMED";

    /// A fact, and where the user stood before it.
    record Placed(Fact fact, Standing before) {}

    /// Keeps others from speaking of whoever has one of these names until the transaction ends. To
    /// be taken before any row is locked.
    ///
    /// @return what was said of them while nobody had these names, and who had them before
    Kept lockNames(Handle tx, Set<UUID> names) {
        List<Kept.Said> words = new ArrayList<>();
        List<Kept.Former> former = new ArrayList<>();
        tx.select(
                        "SELECT subject, at, kind, zoom_user_id, standing FROM"
                                + " user_fact_lock(?::uuid[])",
                        (Object) names.toArray(UUID[]::new))
                .map((row, _) -> {
                    UUID name = row.getObject("subject", UUID.class);
                    return row.getString("kind").equals(RENAMED)
                            ? former.add(
                                    new Kept.Former(
                                            name,
                                            new UserId(UUID.fromString(row.getString("standing"))),
                                            at(row)))
                            : words.add(new Kept.Said(name, fact(row)));
                })
                .list();
        return new Kept(words, former);
    }

    /// Keeps a word on somebody who is unknown, under each of the names.
    void keep(Handle tx, Set<UUID> names, Fact fact) {
        int _ =
                tx.execute(
                        "INSERT INTO user_fact (subject, at, kind, zoom_user_id) SELECT n, ?, ?, ?"
                                + " FROM unnest(?::uuid[]) AS n ON CONFLICT DO NOTHING",
                        fact.at().atOffset(ZoneOffset.UTC),
                        fact.kind().name(),
                        fact.zoomUserId().map(ZoomUserId::value).orElse(""),
                        names.toArray(UUID[]::new));
    }

    /// Those of a user at that time and later, each with where they stood before it.
    List<Placed> since(Handle tx, UserId user, Instant at) {
        return tx
                .select(
                        "SELECT at, kind, zoom_user_id, standing FROM user_fact"
                                + " WHERE subject = ? AND at >= ? AND kind <> ?",
                        user.value(),
                        at.atOffset(ZoneOffset.UTC),
                        PROFILED)
                .map((row, _) -> new Placed(fact(row), Standing.parse(row.getString("standing"))))
                .stream()
                .sorted(Comparator.comparing(Placed::fact))
                .toList();
    }

    /// Whether this was said of the user at that moment.
    boolean know(Handle tx, UserId user, Fact fact, Duration moment) {
        return tx.select(
                        """
                        SELECT EXISTS (SELECT FROM user_fact WHERE subject = ? AND at >= ? AND at < ?
                            AND kind = ? AND zoom_user_id = ?)
                        """,
                        user.value(),
                        fact.at().atOffset(ZoneOffset.UTC),
                        fact.at().plus(moment).atOffset(ZoneOffset.UTC),
                        fact.kind().name(),
                        fact.zoomUserId().map(ZoomUserId::value).orElse(""))
                .mapTo(Boolean.class)
                .one();
    }

    /// Whether it was such a word by which the user was made.
    boolean beginWithCreation(Handle tx, UserId user) {
        return tx.select(
                        """
                        SELECT EXISTS (SELECT FROM user_fact WHERE subject = ?
                            AND kind IN ('CREATED_ON', 'CREATED_OFF') AND standing NOT LIKE 'e%')
                        """,
                        user.value())
                .mapTo(Boolean.class)
                .one();
    }

    void put(Handle tx, UserId user, Collection<Placed> facts) {
        if (facts.isEmpty()) {
            return;
        }
        int _ =
                tx.execute(
                        """
                        INSERT INTO user_fact (subject, at, kind, zoom_user_id, standing)
                        SELECT ?, n.at::timestamptz, n.kind, n.zoom_user_id, n.standing
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) n(at, kind, zoom_user_id, standing)
                        ON CONFLICT (subject, at, kind, zoom_user_id) DO UPDATE SET standing = excluded.standing
                        """,
                        user.value(),
                        facts.stream()
                                .map(one -> one.fact().at().toString())
                                .toArray(String[]::new),
                        facts.stream().map(one -> one.fact().kind().name()).toArray(String[]::new),
                        facts.stream()
                                .map(one ->
                                        one.fact().zoomUserId().map(ZoomUserId::value).orElse(""))
                                .toArray(String[]::new),
                        facts.stream().map(one -> one.before().code()).toArray(String[]::new));
    }

    /// What was kept under these names is with the user now.
    ///
    /// @param newNames those of which nothing older is theirs
    void drop(Handle tx, Set<UUID> names, Set<UUID> newNames, Instant since) {
        int _ =
                tx.execute(
                        """
                        DELETE FROM user_fact WHERE subject = ANY (?::uuid[]) AND kind <> ?
                            AND (at >= ? OR subject <> ALL (?::uuid[]))
                        """,
                        names.toArray(UUID[]::new),
                        RENAMED,
                        since.atOffset(ZoneOffset.UTC),
                        newNames.toArray(UUID[]::new));
    }

    /// Nobody, or somebody else, has these names from now on.
    void keepFormer(Handle tx, Set<UUID> names, UserId user, Instant until) {
        int _ =
                tx.execute(
                        "INSERT INTO user_fact (subject, at, kind, standing) SELECT n, ?, ?, ? FROM"
                                + " unnest(?::uuid[]) AS n ON CONFLICT DO NOTHING",
                        until.atOffset(ZoneOffset.UTC),
                        RENAMED,
                        user.toString(),
                        names.toArray(UUID[]::new));
    }

    /// The attributes of which something newer was said.
    Set<String> spokenOfAfter(Handle tx, UserId user, Instant at) {
        return new HashSet<>(
                tx.select(
                                "SELECT DISTINCT unnest(attributes) FROM user_fact"
                                        + " WHERE subject = ? AND at > ? AND kind = ?",
                                user.value(),
                                at.atOffset(ZoneOffset.UTC),
                                PROFILED)
                        .mapTo(String.class)
                        .list());
    }

    void speakOf(Handle tx, UserId user, Instant at, Set<String> attributes) {
        int _ =
                tx.execute(
                        """
                        INSERT INTO user_fact AS mine (subject, at, kind, attributes) VALUES (?, ?, ?, ?)
                        ON CONFLICT (subject, at, kind, zoom_user_id)
                            DO UPDATE SET attributes = mine.attributes || excluded.attributes
                        """,
                        user.value(),
                        at.atOffset(ZoneOffset.UTC),
                        PROFILED,
                        attributes.toArray(String[]::new));
    }

    /// @return how many there were
    int forget(Handle tx, Instant before, int atMost) {
        return tx.execute(
                """
                DELETE FROM user_fact WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM user_fact WHERE at AT TIME ZONE 'UTC' < ?::timestamptz AT TIME ZONE 'UTC'
                    ORDER BY at AT TIME ZONE 'UTC' LIMIT ? FOR UPDATE SKIP LOCKED))
                """,
                before.atOffset(ZoneOffset.UTC),
                atMost);
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return new Fact(
                at(row),
                FactKind.valueOf(row.getString("kind")),
                ZoomUserId.parse(row.getString("zoom_user_id")));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }
}
