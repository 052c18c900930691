package dev.hostkeysync.webhook.graph;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The one row of `graph_watch`: our subscription and how far the delta query is. Who works on it
/// holds its lease; what is written under a lease that was lost has no effect.
final class Watch {

    /// Our subscription at Graph.
    ///
    /// @param madeWith see [Subscription]
    record Made(String id, String madeWith, Instant expiresAt, Instant renewAt) {}

    /// @param link the page to read next, or what leads to the changes since; empty = a full round
    ///   begins
    /// @param due whether a round should begin
    record State(
            Optional<Made> subscription,
            Optional<URI> link,
            boolean due,
            boolean inRound,
            boolean fullRound,
            long round) {}

    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final Jdbi jdbi;
    private final PendingUsers pending;
    private final SeenUsers seen;
    private final String tenant;

    /// @param tenant whose users are watched
    Watch(Jdbi jdbi, PendingUsers pending, SeenUsers seen, String tenant) {
        this.jdbi = jdbi;
        this.pending = pending;
        this.seen = seen;
        this.tenant = tenant;
    }

    /// As ids are written; empty while nothing is watched.
    static String tenant(GraphConfig config) {
        return config.tenantId().flatMap(ObjectId::parse).map(ObjectId::value).orElse("");
    }

    /// Takes or keeps the lease. What is known of another tenant is forgotten with it: the users of
    /// that one would all be missing in ours, and be removed.
    ///
    /// @return empty while another replica has it
    Optional<State> lease(UUID me, Duration time) {
        return jdbi.inTransaction(tx -> {
            Optional<State> state = lease(tx, me, time);
            if (state.isEmpty()) {
                return state;
            }
            Optional<String> known =
                    tx.select("SELECT tenant FROM graph_watch").mapTo(String.class).findOne();
            if (known.equals(Optional.of(tenant))) {
                return state;
            }
            if (known.isPresent()) {
                LOG.info(
                        "GRAPH_TENANT_ID is another one than before: what Microsoft Graph said of the"
                                + " users of that one is forgotten, and all of this one are read");
                pending.clear(tx);
                seen.clear(tx);
            }
            int _ =
                    tx.execute(
                            """
                            UPDATE graph_watch SET tenant = ?, delta_link = NULL, in_round = false,
                                full_round = false, round = 0, delta_due_at = now()
                            """,
                            tenant);
            return lease(tx, me, time);
        });
    }

    private static Optional<State> lease(Handle tx, UUID me, Duration time) {
        return tx.select(
                        """
                        UPDATE graph_watch SET lease = ?, leased_until = now() + ? * interval '1 second'
                        WHERE leased_until <= now() OR lease = ?
                        RETURNING subscription_id, made_with, expires_at, renew_at, delta_link,
                            delta_due_at <= now() AS due, in_round, full_round, round
                        """,
                        me,
                        time.toSeconds(),
                        me)
                .map((row, _) ->
                        new State(
                                made(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getTimestamp(3),
                                        row.getTimestamp(4)),
                                Optional.ofNullable(row.getString(5)).map(URI::create),
                                row.getBoolean(6),
                                row.getBoolean(7),
                                row.getBoolean(8),
                                row.getLong(9)))
                .findOne();
    }

    private static Optional<Made> made(
            @Nullable String id,
            @Nullable String madeWith,
            java.sql.@Nullable Timestamp expiresAt,
            java.sql.@Nullable Timestamp renewAt) {
        return id == null || madeWith == null || expiresAt == null || renewAt == null
                ? Optional.empty()
                : Optional.of(new Made(id, madeWith, expiresAt.toInstant(), renewAt.toInstant()));
    }

    /// Somebody else may go on.
    void release(UUID me) {
        execute("UPDATE graph_watch SET leased_until = '-infinity' WHERE lease = ?", me);
    }

    /// There is a new subscription. What happened before it is asked for.
    ///
    /// @return false when the lease was lost
    boolean subscribed(UUID me, Made made) {
        return execute(
                        """
                        UPDATE graph_watch SET subscription_id = ?, made_with = ?, expires_at = ?::timestamptz,
                            renew_at = ?::timestamptz, delta_due_at = now()
                        WHERE lease = ?
                        """,
                        made.id(),
                        made.madeWith(),
                        made.expiresAt().toString(),
                        made.renewAt().toString(),
                        me)
                == 1;
    }

    /// The subscription lives longer. Unless it was replaced meanwhile.
    void renewed(String subscription, Instant expiresAt, Instant renewAt) {
        execute(
                """
                UPDATE graph_watch SET expires_at = ?::timestamptz, renew_at = ?::timestamptz, delta_due_at = now()
                WHERE subscription_id = ?
                """,
                expiresAt.toString(),
                renewAt.toString(),
                subscription);
    }

    /// Graph does not have the subscription any more.
    void lost(String subscription) {
        execute(
                """
                UPDATE graph_watch SET subscription_id = NULL, made_with = NULL, expires_at = NULL, renew_at = NULL
                WHERE subscription_id = ?
                """,
                subscription);
    }

    /// Graph wants the subscription renewed now.
    void renewNow(String subscription) {
        execute(
                "UPDATE graph_watch SET renew_at = 'epoch' WHERE subscription_id = ?",
                subscription);
    }

    /// Something was not delivered.
    void catchUp() {
        execute("UPDATE graph_watch SET delta_due_at = now()");
    }

    /// A round begins; the next is due after the interval.
    void begin(UUID me, Duration interval) {
        execute(
                """
                UPDATE graph_watch SET in_round = true, full_round = delta_link IS NULL,
                    round = round + CASE WHEN delta_link IS NULL THEN 1 ELSE 0 END,
                    delta_due_at = now() + ? * interval '1 second'
                WHERE lease = ? AND NOT in_round
                """,
                interval.toSeconds(),
                me);
    }

    /// One page was read.
    ///
    /// @param next where to go on
    /// @param last whether that is for the next round
    void page(UUID me, State state, List<Notification.UserChanged> users, URI next, boolean last) {
        jdbi.useTransaction(tx -> {
            int held =
                    tx.execute(
                            """
                            UPDATE graph_watch SET delta_link = ?, in_round = ?, full_round = full_round AND ?
                            WHERE lease = ? AND in_round AND round = ?
                            """,
                            next.toString(),
                            !last,
                            !last,
                            me,
                            state.round());
            if (held == 0) {
                return;
            }
            List<ObjectId> met = users.stream().map(Notification.UserChanged::user).toList();
            List<Notification.UserChanged> noticed = new ArrayList<>(users);
            if (state.fullRound() && last) {
                seen.missing(tx, met, state.round())
                        .forEach(user -> noticed.add(new Notification.UserChanged(user, false)));
            }
            // In one statement, which takes them in the order of ids, and before `graph_user`.
            pending.notice(tx, noticed);
            if (state.fullRound()) {
                seen.met(tx, met, state.round());
            }
        });
    }

    /// Graph does not know the changes since the last round any more: a full round is due.
    void expired(UUID me) {
        execute(
                """
                UPDATE graph_watch SET delta_link = NULL, in_round = false, full_round = false, delta_due_at = now()
                WHERE lease = ?
                """,
                me);
    }

    private int execute(String sql, Object... parameters) {
        return jdbi.inTransaction(tx -> tx.execute(sql, parameters));
    }
}
