package dev.hostkeysync.reconcile.drift;

/// Every user of ours beside who they are at Zoom, the work on them and their keys: what all
/// findings are looked for in. Left out is whoever has changed since `:settled`.
final class PeopleSql {

    /// Whether nothing was asked for and no key was touched since `:settled`. Of aliases `s`, `a`
    /// and `p`: the work, the ACTIVE key and the PENDING one.
    static final String QUIET =
            """
            (coalesce(s.accepted_at, '-infinity') < :settled
                AND coalesce(greatest(a.opened_at, a.sent_at, a.activated_at), '-infinity') < :settled
                AND coalesce(greatest(p.opened_at, p.sent_at), '-infinity') < :settled)
            """;

    /// Whether there is a key, or one on its way, that the user may know.
    static final String SHOWN =
            """
            (coalesce(NOT a.concealed, false) OR coalesce(NOT p.concealed, false))
            """;

    /// Whether the user has not changed since `:settled`. Of alias `u`.
    static final String UNCHANGED =
            "(u.updated_at < :settled AND coalesce(u.decided_at, '-infinity') < :settled)";

    static final String JOINS =
            """
            LEFT JOIN sync_user s ON s.user_id = u.id
            LEFT JOIN host_key a ON a.user_id = u.id AND a.state = 'ACTIVE'
            LEFT JOIN host_key p ON p.user_id = u.id AND p.state = 'PENDING'
            """;

    /// `seen`: Zoom's list. `mailbox`: whom of ours an address on it means, the oldest of several
    /// as for keys; not where Zoom's id is somebody's already. `dropped`: of whom the last
    /// revocation that the mass-change guard held was dropped, and when. `people`: see above, with
    /// `z_…` for who they are at Zoom, by id or, when that is not known or not there, by address.
    static final String WITH =
            """
            WITH seen AS MATERIALIZED (
                SELECT zoom_user_id, email, email_key, status, coalesce(type = 2, false) AS licensed
                FROM census_user WHERE census_id = :census),
            mailbox AS MATERIALIZED (
                SELECT DISTINCT ON (z.email_key) z.*, u.id AS user_id
                FROM seen z JOIN directory_user u ON u.email_key = z.email_key AND u.status <> 'REMOVED'
                WHERE z.zoom_user_id IS NULL OR NOT EXISTS (SELECT FROM directory_user o
                    WHERE o.zoom_user_id = z.zoom_user_id AND o.status <> 'REMOVED')
                ORDER BY z.email_key, u.zoom_user_id IS NOT NULL, u.id),
            dropped AS MATERIALIZED (
                SELECT user_id, resolved_at FROM (
                    SELECT DISTINCT ON (r.user_id) r.user_id, r.outcome, h.resolved_at
                    FROM held_revocation r JOIN revocation_hold h ON h.id = r.hold_id
                    ORDER BY r.user_id, h.opened_at DESC) newest
                WHERE outcome = 'DROPPED'),
            people AS MATERIALIZED (
                SELECT u.id, u.zoom_user_id, u.email_key, u.status, u.active, u.active_at_zoom, u.profiled_at,
                    i.zoom_user_id IS NOT NULL AS by_id,
                    coalesce(i.zoom_user_id, m.zoom_user_id) AS z_id,
                    coalesce(i.email, m.email) AS z_email,
                    coalesce(i.email_key, m.email_key) AS z_email_key,
                    coalesce(i.status, m.status) AS z_status,
                    coalesce(i.licensed, m.licensed, false) AS z_licensed,
                    coalesce(s.wanted, 'NOTHING') AS wanted, s.cause, coalesce(s.state, 'DONE') AS work, s.reason,
                    s.held_in IS NOT NULL AS held,
                    coalesce(coalesce(u.decided_at, '-infinity') <= d.resolved_at, false) AS dropped,
                    s.state = 'DUE' AND s.batch_share IS NOT NULL AND s.due_at <= now() AS queued,
                    a.version AS active_version, a.concealed AS active_concealed, a.drifted_at,
                    p.version AS pending_version, p.opened_at AS pending_since,
                    %s AS shown, %s AS quiet
                FROM directory_user u
                LEFT JOIN seen i ON i.zoom_user_id = u.zoom_user_id
                LEFT JOIN mailbox m ON m.user_id = u.id AND i.zoom_user_id IS NULL
                LEFT JOIN dropped d ON d.user_id = u.id
                %s
                WHERE %s)
            """
                    .formatted(SHOWN, QUIET, JOINS, UNCHANGED);

    private PeopleSql() {}
}
