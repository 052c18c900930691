package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.hostkey.CurrentKey;
import dev.hostkeysync.hostkey.HostKey;

/// What a user has, as far as Zoom confirmed it.
public enum KeyState {
    /// No key is stored.
    NONE,
    /// The first one is on its way.
    PENDING,
    ACTIVE,
    /// A key that nobody is shown.
    CONCEALED;

    static KeyState of(CurrentKey key) {
        if (key.active().isPresent()) {
            return key.active().filter(HostKey.Active::concealed).isPresent() ? CONCEALED : ACTIVE;
        }
        return key.pending().isPresent() ? PENDING : NONE;
    }
}
