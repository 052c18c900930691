package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.CurrentKey;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.provisioning.SyncStanding;
import dev.hostkeysync.provisioning.SyncState;
import java.util.Optional;

/// All that is known of one user and their key, read in one transaction.
///
/// @param work empty until the consumer has heard of the user
/// @param isProtected by an operator or by configuration
record UserKey(
        DirectoryUser user,
        Optional<CurrentKey> key,
        Optional<SyncStanding> work,
        boolean isProtected) {

    KeyState keyState() {
        return key.map(KeyState::of).orElse(KeyState.NONE);
    }

    SyncState workState() {
        return work.map(SyncStanding::state).orElse(SyncState.DONE);
    }

    Optional<HostKey.Active> active() {
        return key.flatMap(CurrentKey::active);
    }

    Optional<HostKey.Pending> pending() {
        return key.flatMap(CurrentKey::pending);
    }

    /// Whoever was removed is of interest for as long as something is left to do.
    boolean isListed() {
        return user.exists() || workState() != SyncState.DONE;
    }
}
