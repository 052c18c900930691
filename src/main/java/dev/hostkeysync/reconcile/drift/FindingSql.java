package dev.hostkeysync.reconcile.drift;

import java.util.List;

/// What is looked for in [PeopleSql#WITH], kind by kind. Each tells: kind, our user, Zoom's id,
/// Zoom's address, Zoom's id of a successor, what is wrong, the remedy, why there is none.
///
/// In the order of repair: marks for the loop first, since they are about users of whom nothing
/// else has changed.
final class FindingSql {

    private static final String NO_KEY =
            """
            SELECT 'no-key', id, z_id, NULL, NULL,
                CASE WHEN wanted IN ('CONCEALED', 'GONE')
                    THEN 'The user is active and licensed, and the key is still withdrawn (' || cause || ').'
                    ELSE 'The user is active and licensed, and has no key.' END,
                CASE WHEN ordered THEN 'NOTHING' ELSE 'ISSUE' END,
                CASE WHEN ordered THEN 'the key was withdrawn by order and comes back by order' END
            FROM (SELECT *, wanted IN ('CONCEALED', 'GONE') AND cause NOT IN
                    ('', 'user-deactivated', 'user-removed', 'user-transferred', 'drift-check') AS ordered
                  FROM people) people
            WHERE quiet AND NOT shown AND status = 'ACTIVE' AND z_status = 'ACTIVE' AND z_licensed
                AND CASE wanted WHEN 'NOTHING' THEN :onCreated WHEN 'KEY' THEN true ELSE ordered OR :onReturned END
            """;

    private static final String KEY_FOR_GONE_USER =
            """
            SELECT 'key-for-gone-user', id, z_id, NULL, NULL,
                'The user is ' || lower(status) || ', and the key may still be shown or works at Zoom.',
                CASE WHEN held OR dropped THEN 'NOTHING' WHEN status = 'DEACTIVATED' THEN 'CONCEAL' ELSE 'REVOKE' END,
                CASE WHEN held THEN 'the mass-change guard holds it until an operator decides: /api/v1/holds'
                    WHEN dropped THEN 'an operator dropped the hold of this revocation, and nobody has said anything since;'
                        || ' revoke the key by POST /api/v1/host-keys/{user}/revocation' END
            FROM people
            WHERE quiet AND wanted = 'KEY' AND (active_version IS NOT NULL OR pending_version IS NOT NULL)
                AND CASE status WHEN 'DEACTIVATED' THEN :onDeactivated WHEN 'TRANSFERRED' THEN :onTransferred
                    WHEN 'REMOVED' THEN :onRemoved ELSE false END
            """;

    /// Nothing is wrong with who waits for Zoom to have them or for a licence, or for their turn
    /// behind live work.
    private static final String PENDING_TOO_OLD =
            """
            SELECT 'pending-too-old', id, z_id, NULL, NULL,
                'A key is on its way for more than an hour; the work is ' || work || coalesce(': ' || reason, '') || '.',
                CASE work WHEN 'DONE' THEN 'ROTATE' ELSE 'RETRY' END, NULL
            FROM people
            WHERE quiet AND pending_since < :old AND NOT coalesce(queued, false)
                AND (work <> 'WAITING'
                    OR z_status = 'ACTIVE' AND z_licensed AND coalesce(reason, '') !~ :licenceReason)
            """;

    private static final String LICENCE_GIVEN =
            """
            SELECT 'licence-changed', id, z_id, NULL, NULL,
                'The user waits for a licence (' || reason || '), and has one now.', 'RETRY', NULL
            FROM people
            WHERE quiet AND work = 'WAITING' AND reason ~ :licenceReason AND status = 'ACTIVE'
                AND z_status = 'ACTIVE' AND z_licensed
            """;

    private static final String LICENCE_TAKEN =
            """
            SELECT 'licence-changed', id, z_id, NULL, NULL,
                'The user has a key, and no licence any more.', 'NOTHING',
                'the key stays as it is for when the licence comes back'
            FROM people
            WHERE quiet AND NOT active_concealed AND status = 'ACTIVE' AND z_status = 'ACTIVE' AND NOT z_licensed
            """;

    private static final String DRIFTED =
            """
            SELECT 'drifted', id, z_id, NULL, NULL,
                'Somebody else changed the host key at Zoom; the stored one is told to nobody.',
                CASE WHEN wanted = 'KEY' AND status = 'ACTIVE' THEN 'ROTATE' ELSE 'NOTHING' END,
                CASE WHEN wanted = 'KEY' AND status = 'ACTIVE' THEN NULL
                    ELSE 'the user may not have a key now; the next one replaces it' END
            FROM people
            WHERE quiet AND drifted_at < :settled AND pending_version IS NULL
                AND NOT (status IN ('ACTIVE', 'DEACTIVATED') AND zoom_user_id IS NOT NULL AND NOT by_id)
            """;

    /// Who has yet to accept an invitation has no id on Zoom's list, and is there by address.
    private static final String GONE_FROM_ZOOM =
            """
            SELECT 'gone-from-zoom', id, zoom_user_id, z_email, z_id,
                'Zoom has no user with the known id any more'
                    || CASE WHEN z_id IS NULL THEN '.' ELSE '; another one has the address.' END,
                'UNLINK', NULL
            FROM people WHERE status IN ('ACTIVE', 'DEACTIVATED') AND zoom_user_id IS NOT NULL AND NOT by_id
                AND z_status IS DISTINCT FROM 'PENDING'
            """;

    private static final String SWITCHED =
            """
            SELECT 'switched', id, z_id, NULL, NULL,
                CASE WHEN z_status = 'INACTIVE' THEN 'Zoom has switched the user off; the directory has them active.'
                    WHEN status = 'TRANSFERRED' THEN 'Zoom has the user, who had left by the directory.'
                    ELSE 'Zoom has the user active; by the directory Zoom had switched them off.' END,
                CASE z_status WHEN 'INACTIVE' THEN 'SWITCH_OFF' ELSE 'SWITCH_ON' END, NULL
            FROM people
            WHERE z_status = 'ACTIVE' AND status IN ('ACTIVE', 'DEACTIVATED') AND NOT active_at_zoom
                OR z_status = 'ACTIVE' AND status = 'TRANSFERRED' AND by_id
                OR z_status = 'INACTIVE' AND status = 'ACTIVE'
            """;

    private static final String ZOOM_ID_UNKNOWN =
            """
            SELECT 'zoom-id-unknown', id, z_id, NULL, NULL,
                'The user was found by address; Zoom''s id is not known.', 'LINK', NULL
            FROM people
            WHERE zoom_user_id IS NULL AND z_id IS NOT NULL AND z_status = 'ACTIVE' AND status <> 'REMOVED'
                AND (active_at_zoom OR status = 'TRANSFERRED')
            """;

    /// Zoom is followed once: where the identity provider sets its own address back, the two
    /// contradict each other, and every time would cost the user a key.
    private static final String EMAIL_CHANGED =
            """
            SELECT 'email-changed', id, z_id, z_email, NULL, 'Zoom has another address of the user.',
                CASE WHEN taken OR back THEN 'NOTHING' ELSE 'FOLLOW' END,
                CASE WHEN taken THEN 'another user of the directory has that address'
                    WHEN back THEN 'it was followed before, and the identity provider set its own address back:'
                        || ' make the two agree' END
            FROM (SELECT *,
                    EXISTS (SELECT FROM directory_user o WHERE o.email_key = q.z_email_key AND o.id <> q.id
                        AND o.status <> 'REMOVED') AS taken,
                    EXISTS (SELECT FROM drift_finding f JOIN drift_check c ON c.id = f.check_id
                        WHERE f.user_id = q.id AND f.remedy = 'FOLLOW' AND f.outcome = 'repaired'
                        AND c.began_at < q.profiled_at) AS back
                  FROM people q
                  WHERE by_id AND status IN ('ACTIVE', 'DEACTIVATED') AND z_email_key IS NOT NULL
                    AND z_email_key IS DISTINCT FROM email_key) people
            """;

    private static final String REMOVED_BY_IDP =
            """
            SELECT 'removed-by-idp-but-active-in-zoom', id, zoom_id, NULL, NULL,
                'The identity provider has ' || CASE status WHEN 'REMOVED' THEN 'deleted' ELSE 'switched off' END
                    || ' the user; Zoom has them active.',
                'NOTHING', 'users of Zoom are not the business of this check: deactivate or delete them at Zoom'
            FROM (SELECT id, z_id AS zoom_id, status FROM people
                  WHERE status = 'DEACTIVATED' AND NOT active AND z_status = 'ACTIVE'
                  UNION ALL
                  (SELECT DISTINCT ON (z.zoom_user_id) u.id, z.zoom_user_id, u.status
                   FROM seen z JOIN people u ON u.status = 'REMOVED' AND u.zoom_user_id = z.zoom_user_id
                   WHERE z.status = 'ACTIVE' AND NOT EXISTS (SELECT FROM directory_user o
                       WHERE o.zoom_user_id = z.zoom_user_id AND o.status <> 'REMOVED')
                   AND NOT EXISTS (SELECT FROM directory_user o
                       WHERE o.email_key = z.email_key AND o.status <> 'REMOVED')
                   ORDER BY z.zoom_user_id, u.id DESC)
                  UNION ALL
                  (SELECT DISTINCT ON (z.email_key) u.id, z.zoom_user_id, u.status
                   FROM seen z JOIN people u
                       ON u.status = 'REMOVED' AND u.zoom_user_id IS NULL AND u.email_key = z.email_key
                   WHERE z.status = 'ACTIVE' AND NOT EXISTS (SELECT FROM directory_user o
                       WHERE o.zoom_user_id = z.zoom_user_id)
                   AND NOT EXISTS (SELECT FROM directory_user o
                       WHERE o.email_key = z.email_key AND o.status <> 'REMOVED')
                   ORDER BY z.email_key, u.id DESC)) removed
            """;

    private static final String UNKNOWN_IN_DIRECTORY =
            """
            SELECT 'unknown-in-directory', NULL::uuid, z.zoom_user_id, z.email, NULL,
                'Zoom has the user active and licensed; nobody has pushed them.', 'NOTHING',
                'a backfill adopts them: POST /api/v1/backfills'
            FROM seen z
            WHERE z.status = 'ACTIVE' AND z.licensed AND z.zoom_user_id IS NOT NULL
                AND NOT EXISTS (SELECT FROM directory_user u WHERE u.zoom_user_id = z.zoom_user_id)
                AND NOT EXISTS (SELECT FROM directory_user u WHERE u.email_key = z.email_key)
                AND NOT EXISTS (SELECT FROM directory_user u WHERE u.user_name_key = z.email_key)
            """;

    private static final List<String> IN_ORDER =
            List.of(
                    KEY_FOR_GONE_USER,
                    NO_KEY,
                    PENDING_TOO_OLD,
                    LICENCE_GIVEN,
                    DRIFTED,
                    GONE_FROM_ZOOM,
                    SWITCHED,
                    ZOOM_ID_UNKNOWN,
                    EMAIL_CHANGED,
                    LICENCE_TAKEN,
                    REMOVED_BY_IDP,
                    UNKNOWN_IN_DIRECTORY);

    /// Writes them all, numbered.
    static String insert() {
        StringBuilder all = new StringBuilder(PeopleSql.WITH);
        boolean _ =
                all.append(
                                """
                                INSERT INTO drift_finding (check_id, number, kind, user_id, zoom_user_id, zoom_email, successor, detail,
                                    remedy, note)
                                SELECT :check, row_number() OVER (ORDER BY place, user_id, zoom_user_id), kind, user_id, zoom_user_id,
                                    zoom_email, successor, detail, remedy, note
                                FROM (
                                """)
                        .isEmpty();
        for (int i = 0; i < IN_ORDER.size(); i++) {
            boolean _ =
                    all.append(i == 0 ? "" : " UNION ALL ")
                            .append("SELECT %d AS place, one.* FROM (".formatted(i))
                            .append(IN_ORDER.get(i))
                            .append(
                                    ") one (kind, user_id, zoom_user_id, zoom_email, successor, detail, remedy, note)\n")
                            .isEmpty();
        }
        return all.append(") found").toString();
    }

    private FindingSql() {}
}
