package dev.hostkeysync.provisioning;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The tables `revocation_hold` and `held_revocation`, written.
///
/// Locked in this order: the users' rows of `sync_user`, then the guard, then an open hold. A hold
/// that is resolved gets no more users, so whoever finishes it may lock it first.
@ApplicationScoped
class HoldTable {

    /// What a transaction added to a hold.
    ///
    /// @param before users who had ever been in it
    /// @param asked what for and by whom, in words
    record Growth(UUID hold, Hold.Passed passed, long before, long after, String asked) {}

    /// @param outcomes how many users have which, in words
    record Finished(UUID id, HoldState state, String outcomes) {}

    private final SyncList list;

    HoldTable(SyncList list) {
        this.list = list;
    }

    /// Holds in which users may be: the open one, and those that are being carried out.
    Map<UUID, HoldState> unfinished(Handle tx) {
        return tx
                .select("SELECT id, state FROM revocation_hold WHERE finished_at IS NULL")
                .map((row, _) ->
                        Map.entry(
                                row.getObject("id", UUID.class),
                                HoldState.valueOf(row.getString("state"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void open(Handle tx, UUID id, Hold.Passed why) {
        int _ =
                tx.execute(
                        """
                        INSERT INTO revocation_hold (id, guard_count, guard_percent, window_seconds, population, allowed,
                            passed)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                        id,
                        why.count(),
                        why.percent(),
                        why.window().toSeconds(),
                        why.population(),
                        why.allowed(),
                        why.passed());
    }

    /// Puts users into the open hold; one who is in it already stays, with the stronger action.
    Growth join(Handle tx, UUID hold, Collection<Ask> asks) {
        Map<UserId, Ask> byUser =
                asks.stream().collect(Collectors.toMap(Ask::user, Function.identity()));
        List<Ask> fresh =
                insert(tx, hold, asks).stream()
                        .map(user -> requireNonNull(byUser.get(user)))
                        .toList();
        list.hold(tx, byUser.keySet(), Optional.of(hold));
        Map<String, Long> asked = new TreeMap<>();
        fresh.stream()
                .collect(Collectors.groupingBy(Ask::cause, Collectors.groupingBy(Ask::origin)))
                .forEach((cause, byOrigin) ->
                        byOrigin.forEach((origin, of) -> {
                            count(tx, hold, cause, origin, of.size());
                            asked.put(cause + " by " + origin, (long) of.size());
                        }));
        return tx.select(
                        """
                        UPDATE revocation_hold SET users = users + ? WHERE id = ?
                        RETURNING guard_count, guard_percent, window_seconds, population, allowed, passed, users
                        """,
                        fresh.size(),
                        hold)
                .map((row, _) ->
                        new Growth(
                                hold,
                                HoldRows.passed(row),
                                row.getLong("users") - fresh.size(),
                                row.getLong("users"),
                                words(asked)))
                .one();
    }

    /// @return those who had never been in the hold
    private static List<UserId> insert(Handle tx, UUID hold, Collection<Ask> asks) {
        String sql =
                """
                INSERT INTO held_revocation AS mine (hold_id, user_id, action, cause, origin, accepted_at)
                SELECT :hold, user_id, action, cause, origin, accepted_at::timestamptz
                FROM unnest(:users, :actions, :causes, :origins, :accepted)
                    AS asked (user_id, action, cause, origin, accepted_at)
                ORDER BY user_id
                ON CONFLICT (hold_id, user_id) DO UPDATE
                SET action = excluded.action, cause = excluded.cause, origin = excluded.origin,
                    accepted_at = CASE mine.outcome WHEN 'HELD' THEN mine.accepted_at ELSE excluded.accepted_at END,
                    outcome = 'HELD'
                WHERE mine.outcome <> 'HELD' OR (mine.action = 'CONCEAL' AND excluded.action = 'REVOKE')
                RETURNING user_id, xmax = 0 AS fresh
                """;
        return tx
                .createQuery(sql)
                .bind("hold", hold)
                .bindArray("users", UUID.class, of(asks, ask -> ask.user().value()))
                .bindArray("actions", String.class, of(asks, ask -> ask.action().name()))
                .bindArray("causes", String.class, of(asks, Ask::cause))
                .bindArray("origins", String.class, of(asks, Ask::origin))
                .bindArray("accepted", String.class, of(asks, ask -> ask.acceptedAt().toString()))
                .map((row, _) ->
                        row.getBoolean("fresh")
                                ? Optional.of(new UserId(row.getObject("user_id", UUID.class)))
                                : Optional.<UserId>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static <T> List<T> of(Collection<Ask> asks, Function<Ask, T> column) {
        return asks.stream().map(column).toList();
    }

    private static void count(Handle tx, UUID hold, String cause, String origin, long users) {
        int _ =
                tx.execute(
                        """
                        INSERT INTO revocation_hold_asked AS mine (hold_id, cause, origin, users) VALUES (?, ?, ?, ?)
                        ON CONFLICT (hold_id, cause, origin) DO UPDATE SET users = mine.users + excluded.users
                        """,
                        hold,
                        cause,
                        origin,
                        users);
    }

    /// These users, whose rows are locked, are in no hold any more.
    void settle(Handle tx, Map<UserId, HoldOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        Map<HoldOutcome, List<UUID>> users = new EnumMap<>(HoldOutcome.class);
        outcomes.forEach((user, outcome) ->
                users.computeIfAbsent(outcome, _ -> new ArrayList<>()).add(user.value()));
        users.forEach((outcome, ids) -> {
            int _ =
                    tx.execute(
                            "UPDATE held_revocation SET outcome = ? WHERE user_id = ANY (?) AND outcome = 'HELD'",
                            outcome.name(),
                            ids.toArray(UUID[]::new));
        });
        list.hold(tx, outcomes.keySet(), Optional.empty());
    }

    /// Ends a hold that is resolved and has nobody left without an outcome.
    Optional<Finished> finish(Handle tx, UUID hold) {
        return tx.select(
                        """
                        UPDATE revocation_hold h SET finished_at = now(), outcomes = (
                            SELECT coalesce(jsonb_object_agg(outcome, users), '{}') FROM (
                                SELECT outcome, count(*) AS users FROM held_revocation
                                WHERE hold_id = h.id GROUP BY outcome) counted)
                        WHERE id = ? AND state <> 'OPEN' AND finished_at IS NULL AND NOT EXISTS (
                            SELECT FROM held_revocation WHERE hold_id = h.id AND outcome = 'HELD')
                        RETURNING state, outcomes
                        """,
                        hold)
                .map((row, _) -> {
                    Map<String, Long> counted = new LinkedHashMap<>();
                    HoldRows.outcomes(row.getString("outcomes"))
                            .forEach((outcome, users) -> {
                                if (users > 0) {
                                    counted.put(HoldRows.label(outcome), users);
                                }
                            });
                    return new Finished(
                            hold, HoldState.valueOf(row.getString("state")), words(counted));
                })
                .findOne();
    }

    /// Forgets the users of holds that are over for longer than this.
    ///
    /// @return how many were forgotten, so many at most
    int prune(Handle tx, Duration age, int atMost) {
        return tx.execute(
                """
                DELETE FROM held_revocation WHERE (hold_id, user_id) IN (
                    SELECT hold_id, user_id FROM held_revocation
                    WHERE hold_id IN (SELECT id FROM revocation_hold
                                      WHERE finished_at < now() - make_interval(secs => ?))
                    LIMIT ?)
                """,
                age.toSeconds(),
                atMost);
    }

    private static String words(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "nobody"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }
}
