package dev.hostkeysync.audit;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Where an action is written down.
@ApplicationScoped
public class AuditTrail {

    private final AuditEntries entries;
    private final InstantSource clock;

    AuditTrail(AuditEntries entries, InstantSource clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /// Adds one entry in the caller's transaction; there must be one.
    ///
    /// @param actor the label of the token, or the person
    /// @param action a stable word such as `host-key.reveal`
    /// @param source the address the request came from
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(
            String actor, String action, UserId user, String source, Optional<String> detail) {
        AuditEntry entry = entry(actor, action, source);
        entry.userId = user.value();
        entry.detail = detail.orElse(null);
        // Flushed at once: a trail that cannot be written must stop the caller before anything is
        // revealed.
        entries.persistAndFlush(entry);
    }

    /// Adds one entry that is about no user, in the caller's transaction.
    ///
    /// @param actor the label of the token, or the person
    /// @param action a stable word such as `subscription.create`
    /// @param source the address the request came from
    /// @param detail what it was done to
    public void record(Handle tx, String actor, String action, String source, String detail) {
        int _ =
                tx.execute(
                        "INSERT INTO audit_entry (at, actor, action, source, detail) VALUES (?, ?, ?, ?, ?)",
                        clock.instant().atOffset(ZoneOffset.UTC),
                        actor,
                        action,
                        source,
                        detail);
    }

    /// Adds one entry about a user, in the caller's transaction.
    ///
    /// @param actor the label of the token, or the person
    /// @param action a stable word such as `host-key.rotate`
    /// @param source the address the request came from
    public void record(
            Handle tx, String actor, String action, UserId user, String source, String detail) {
        int _ =
                tx.execute(
                        "INSERT INTO audit_entry (at, actor, action, user_id, source, detail) VALUES (?, ?, ?, ?, ?, ?)",
                        clock.instant().atOffset(ZoneOffset.UTC),
                        actor,
                        action,
                        user.value(),
                        source,
                        detail);
    }

    /// Adds one entry about no user in particular, in a transaction of its own: what was done
    /// elsewhere cannot be taken back with one of ours.
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void recordNow(String actor, String action, String source, String detail) {
        AuditEntry entry = entry(actor, action, source);
        entry.detail = detail;
        entries.persistAndFlush(entry);
    }

    private AuditEntry entry(String actor, String action, String source) {
        AuditEntry entry = new AuditEntry();
        entry.at = clock.instant();
        entry.actor = actor;
        entry.action = action;
        entry.source = source;
        return entry;
    }
}
