package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// What the mass-change guard holds, for whoever decides about it.
@ApplicationScoped
public class Holds {

    private static final Logger LOG = Logger.getLogger(Holds.class);

    /// @param hold as it is now
    /// @param changed whether this decision made it so
    public record Resolution(Hold hold, boolean changed) {}

    private final GuardTable guard;
    private final HoldBell bell;

    Holds(GuardTable guard, HoldBell bell) {
        this.guard = guard;
        this.bell = bell;
    }

    /// From the newest.
    public List<Hold> list(Handle tx, int atMost) {
        return HoldRows.holds(tx, "ORDER BY opened_at DESC, id DESC LIMIT ?", atMost);
    }

    public Optional<Hold> find(Handle tx, UUID id) {
        return HoldRows.holds(tx, "WHERE id = ?", id).stream().findFirst();
    }

    /// Users of a hold in the order of their ids; none 90 days after its end.
    ///
    /// @param after the last one of the page before
    public List<HeldUser> users(Handle tx, UUID hold, Optional<UserId> after, int atMost) {
        UUID from = after.map(UserId::value).orElse(new UUID(0, 0));
        return HoldRows.users(
                tx,
                "WHERE hold_id = ? AND user_id > ? ORDER BY user_id LIMIT ?",
                hold,
                from,
                atMost);
    }

    /// Decides about an open hold; one that is resolved stays as it is. What follows for the users
    /// is done by a loop, within seconds.
    ///
    /// @param word [HoldState#APPROVED] or [HoldState#DROPPED]
    /// @return empty when there is no such hold
    public Optional<Resolution> resolve(Handle tx, UUID id, HoldState word, String by) {
        guard.lock(tx);
        boolean changed =
                tx.execute(
                                """
                                UPDATE revocation_hold SET state = ?, resolved_at = now(), resolved_by = ?
                                WHERE id = ? AND state = 'OPEN'
                                """,
                                word.name(),
                                by,
                                id)
                        == 1;
        if (changed && word == HoldState.APPROVED) {
            // Whoever approves a mass change means its first users, too.
            guard.forget(tx);
        }
        Optional<Hold> hold = find(tx, id);
        if (changed) {
            tx.afterCommit(() -> {
                LOG.infof(
                        "Hold %s with %d users is %s by %s",
                        id, hold.orElseThrow().users(), word, by);
                bell.ring();
            });
        }
        return hold.map(found -> new Resolution(found, changed));
    }
}
