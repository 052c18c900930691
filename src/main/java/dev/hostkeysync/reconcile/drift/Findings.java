package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table `drift_finding`.
@ApplicationScoped
class Findings {

    /// What is repaired is so still, by all that we know ourselves: no event has changed the user
    /// since the list was begun. Of the loop's orders also nobody has touched work or keys.
    private static final String STILL =
            """
            SELECT f.number, coalesce(s.bulk, false) FROM drift_finding f
            JOIN directory_user u ON u.id = f.user_id
            $joins
            WHERE f.check_id = :check AND f.number = ANY (:numbers) AND f.outcome IS NULL AND $unchanged
                AND CASE f.remedy
                    WHEN 'ISSUE' THEN $quiet AND u.status = 'ACTIVE' AND NOT $shown
                    WHEN 'REVOKE' THEN $quiet AND s.wanted = 'KEY' AND u.status IN ('REMOVED', 'TRANSFERRED')
                    WHEN 'CONCEAL' THEN $quiet AND s.wanted = 'KEY' AND u.status = 'DEACTIVATED'
                    WHEN 'RETRY' THEN p.version IS NOT NULL AND s.state <> 'DONE'
                    WHEN 'ROTATE' THEN $quiet AND s.wanted = 'KEY'
                        AND (p.version IS NULL AND a.drifted_at < :settled
                            OR p.version IS NOT NULL AND s.state = 'DONE')
                    WHEN 'UNLINK' THEN u.zoom_user_id = f.zoom_user_id AND u.status IN ('ACTIVE', 'DEACTIVATED')
                    WHEN 'SWITCH_ON' THEN NOT u.active_at_zoom OR u.status = 'TRANSFERRED'
                    WHEN 'SWITCH_OFF' THEN u.status = 'ACTIVE'
                    WHEN 'LINK' THEN u.zoom_user_id IS NULL
                    WHEN 'FOLLOW' THEN u.zoom_user_id = f.zoom_user_id
                    ELSE false END
            """
                    .replace("$joins", PeopleSql.JOINS)
                    .replace("$unchanged", PeopleSql.UNCHANGED)
                    .replace("$quiet", PeopleSql.QUIET)
                    .replace("$shown", PeopleSql.SHOWN);

    /// The next that have to be repaired.
    List<Finding> due(Handle handle, UUID check, int atMost) {
        return handle.select(
                        """
                        SELECT number, remedy, user_id, zoom_user_id, zoom_email, successor FROM drift_finding
                        WHERE check_id = ? AND remedy <> 'NOTHING' AND outcome IS NULL ORDER BY number LIMIT ?
                        """,
                        check,
                        atMost)
                .map((row, _) ->
                        new Finding(
                                row.getInt(1),
                                Remedy.valueOf(row.getString(2)),
                                new UserId(row.getObject(3, UUID.class)),
                                Optional.ofNullable(row.getString(4)).map(ZoomUserId::new),
                                Optional.ofNullable(row.getString(5)).map(EmailAddress::new),
                                Optional.ofNullable(row.getString(6)).map(ZoomUserId::new)))
                .list();
    }

    /// Locks the work on these users, in one order for everybody, so that what is looked at next
    /// stays so.
    void lockWork(Handle tx, Collection<Finding> findings) {
        int _ =
                tx.select(
                                "SELECT user_id FROM sync_user WHERE user_id = ANY (?) ORDER BY user_id FOR UPDATE",
                                (Object)
                                        findings.stream()
                                                .map(one -> one.user().value())
                                                .toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list()
                        .size();
    }

    /// Which of these are so still.
    ///
    /// @return by number, whether the work on the user is marked as one of many
    Map<Integer, Boolean> still(
            Handle tx, UUID check, Collection<Finding> findings, Instant beganAt) {
        Map<Integer, Boolean> still = new HashMap<>();
        tx.createQuery(STILL)
                .bind("check", check)
                .bindArray(
                        "numbers", Integer.class, findings.stream().map(Finding::number).toList())
                .bind("settled", DriftChecks.time(beganAt.minus(Comparison.MARGIN)))
                .map((row, _) -> Map.entry(row.getInt(1), row.getBoolean(2)))
                .forEach(entry -> still.put(entry.getKey(), entry.getValue()));
        return still;
    }

    /// @param outcomes of each by number, a stable word
    void settle(Handle tx, UUID check, Map<Integer, String> outcomes, @Nullable String note) {
        List<Integer> numbers = List.copyOf(outcomes.keySet());
        int _ =
                tx.createUpdate(
                                """
                                UPDATE drift_finding f SET outcome = o.outcome, note = coalesce(:note, f.note)
                                FROM unnest(:numbers, :outcomes) AS o (number, outcome)
                                WHERE f.check_id = :check AND f.number = o.number
                                """)
                        .bind("check", check)
                        .bind("note", note)
                        .bindArray("numbers", Integer.class, numbers)
                        .bindArray(
                                "outcomes",
                                String.class,
                                numbers.stream().map(outcomes::get).toList())
                        .execute();
    }

    /// How many came out how.
    Map<String, Integer> outcomes(Handle handle, UUID check) {
        Map<String, Integer> counts = new java.util.TreeMap<>();
        handle.select(
                        """
                        SELECT outcome, count(*) FROM drift_finding WHERE check_id = ? AND outcome IS NOT NULL
                        GROUP BY outcome
                        """,
                        check)
                .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /// @param after the last number of the page before; 0 = from the beginning
    List<FindingView> page(Handle handle, UUID check, Optional<Kind> kind, int after, int atMost) {
        return handle.createQuery(
                        """
                        SELECT f.*, u.email FROM drift_finding f LEFT JOIN directory_user u ON u.id = f.user_id
                        WHERE f.check_id = :check AND f.number > :after AND (:kind IS NULL OR f.kind = :kind)
                        ORDER BY f.number LIMIT :most
                        """)
                .bind("check", check)
                .bind("after", after)
                .bind("kind", kind.map(Kind::word).orElse(null))
                .bind("most", atMost)
                .map((row, _) ->
                        FindingView.of(
                                row.getInt("number"),
                                row.getString("kind"),
                                row.getObject("user_id", UUID.class),
                                row.getString("zoom_user_id"),
                                row.getString("email"),
                                row.getString("zoom_email"),
                                row.getString("detail"),
                                Remedy.valueOf(row.getString("remedy")),
                                row.getString("note"),
                                row.getString("outcome")))
                .list();
    }
}
