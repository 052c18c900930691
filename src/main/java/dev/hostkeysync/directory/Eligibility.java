package dev.hostkeysync.directory;

import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Works out who may hold a key, and switches on and off those for whom that changed: whoever joins
/// is announced as reactivated, whoever leaves as deactivated, in the transaction of the change.
///
/// The caller has locked the [Policy], so memberships and `eligible` stand still.
@ApplicationScoped
class Eligibility {

    /// Users who are held in memory at once, with their documents.
    private static final int CHUNK = 1000;

    private final Users users;
    private final Outbox outbox;

    Eligibility(Users users, Outbox outbox) {
        this.users = users;
        this.outbox = outbox;
    }

    /// Everybody in these groups, also through groups in them, and these users.
    ///
    /// UNION, not UNION ALL: groups may contain one another.
    List<UUID> below(Handle tx, Collection<UUID> groups, Collection<UUID> users) {
        return tx.select(
                        """
                        WITH RECURSIVE below(id) AS (
                            SELECT unnest(?::uuid[])
                            UNION
                            SELECT m.member_id FROM below b JOIN directory_member m ON m.group_id = b.id
                            WHERE m.type = 'Group')
                        SELECT m.member_id FROM below b JOIN directory_member m ON m.group_id = b.id
                        WHERE m.type = 'User'
                        UNION
                        SELECT unnest(?::uuid[])
                        """,
                        groups.toArray(UUID[]::new),
                        users.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list();
    }

    /// Makes `eligible` of these users what the policy says, because groups changed.
    void settle(Handle tx, Policy policy, Collection<UUID> candidates, EventDraft draft) {
        settle(tx, policy, candidates, draft, /* byGroups */ true);
    }

    /// The same because the policy changed: nobody came back by that who left our Zoom account.
    void settleAll(Handle tx, Policy policy, Collection<UUID> candidates, EventDraft draft) {
        settle(tx, policy, candidates, draft, /* byGroups */ false);
    }

    private void settle(
            Handle tx,
            Policy policy,
            Collection<UUID> candidates,
            EventDraft draft,
            boolean byGroups) {
        if (candidates.isEmpty()) {
            return;
        }
        List<UUID> changed =
                tx.select(
                                """
                                WITH RECURSIVE eligible_group(id) AS (
                                    SELECT id FROM directory_group WHERE display_name_key = ANY (?)
                                    UNION
                                    SELECT m.member_id FROM eligible_group e
                                    JOIN directory_member m ON m.group_id = e.id WHERE m.type = 'Group')
                                SELECT u.id FROM unnest(?::uuid[]) c(id) JOIN directory_user u ON u.id = c.id
                                WHERE u.status <> 'REMOVED' AND u.eligible <> (? OR EXISTS (
                                    SELECT FROM directory_member m WHERE m.member_id = u.id
                                        AND m.group_id IN (SELECT id FROM eligible_group)))
                                ORDER BY u.id
                                """,
                                policy.keys(),
                                candidates.toArray(UUID[]::new),
                                policy.isForEverybody())
                        .mapTo(UUID.class)
                        .list();
        for (int from = 0; from < changed.size(); from += CHUNK) {
            turn(
                    tx,
                    changed.subList(from, Math.min(from + CHUNK, changed.size())),
                    draft,
                    byGroups);
        }
    }

    private void turn(Handle tx, List<UUID> ids, EventDraft draft, boolean byGroups) {
        List<DirectoryUser> after = new ArrayList<>(ids.size());
        List<LifecycleEvent> events = new ArrayList<>(ids.size());
        for (DirectoryUser before : users.lockAll(tx, ids)) {
            if (!byGroups && before.status() == UserStatus.TRANSFERRED) {
                after.add(before.withEligible(!before.eligible()));
                continue;
            }
            DirectoryUser turned =
                    before.changed(before.profile(), !before.eligible(), draft.now());
            List<LifecycleEvent> told = draft.edited(before, turned);
            // Whoever is switched off anyway stays as they are.
            after.add(told.isEmpty() ? before.withEligible(!before.eligible()) : turned);
            events.addAll(told);
        }
        users.updateStatus(tx, after);
        outbox.append(tx, events.stream().map(EventDraft::message).toList());
    }

    /// The next users in the order of ids.
    List<UUID> after(Handle tx, UUID id, int atMost) {
        return tx.select(
                        "SELECT id FROM directory_user WHERE id > ? AND status <> 'REMOVED' ORDER BY id LIMIT ?",
                        id,
                        atMost)
                .mapTo(UUID.class)
                .list();
    }
}
