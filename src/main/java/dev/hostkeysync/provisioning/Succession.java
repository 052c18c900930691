package dev.hostkeysync.provisioning;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// A user is deleted and made again with the same address: for Zoom it is the same person, for us
/// it is another user. What was still to be revoked for the old one must not reach Zoom after the
/// new one's key.
@ApplicationScoped
class Succession {

    private final DirectoryReader directory;
    private final HostKeyLedger ledger;
    private final SyncList list;
    private final Announcer announcer;

    Succession(
            DirectoryReader directory, HostKeyLedger ledger, SyncList list, Announcer announcer) {
        this.directory = directory;
        this.ledger = ledger;
        this.list = list;
        this.announcer = announcer;
    }

    /// Removed users whose address one of the events gives to somebody else.
    Set<UserId> predecessorsOf(Handle tx, List<LifecycleEvent> events) {
        Set<EmailAddress> taken = new HashSet<>();
        for (LifecycleEvent event : events) {
            Optional<EmailAddress> email =
                    switch (event) {
                        case LifecycleEvent.UserCreated created -> created.envelope().email();
                        case LifecycleEvent.SsoChanged changed -> changed.after().email();
                        case LifecycleEvent.UserReactivated _,
                                LifecycleEvent.UserDeactivated _,
                                LifecycleEvent.UserRemoved _,
                                LifecycleEvent.UserTransferred _ ->
                                Optional.empty();
                    };
            email.ifPresent(taken::add);
        }
        return taken.isEmpty() ? Set.of() : new HashSet<>(directory.removedAt(tx, taken));
    }

    /// Ends what is unfinished for them: the new user's key replaces theirs at Zoom. A call of
    /// theirs that is under way at this moment is waited for by its successor, and finds its
    /// version no longer pending.
    void settle(Handle tx, Collection<UserId> predecessors, Map<UserId, SyncRow> rows) {
        for (UserId user : predecessors) {
            SyncRow row = requireNonNull(rows.get(user));
            if (row.state() != SyncState.DONE) {
                ledger.revokeAndShred(tx, user)
                        .ifPresent(revocation -> announcer.revoked(tx, row, revocation.version()));
                list.settle(tx, user);
            }
        }
    }
}
