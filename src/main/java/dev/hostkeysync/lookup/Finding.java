package dev.hostkeysync.lookup;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKey;
import java.util.Optional;

/// What there is to tell of a user's host key.
sealed interface Finding {

    record NoSuchUser() implements Finding {}

    /// The user is known and has no key to tell.
    ///
    /// @param reason for the caller, a whole sentence
    record NoKeyYet(String reason) implements Finding {}

    /// Zoom holds exactly this one.
    ///
    /// @param rotating whether another one is about to replace it
    record Certain(DirectoryUser user, HostKey.Active key, boolean rotating) implements Finding {}

    /// Somebody else has set another key at Zoom: the stored one does not work.
    ///
    /// @param replacing whether a new one of ours is on its way
    record Drifted(boolean replacing) implements Finding {}

    /// A new key was sent and Zoom has not said clearly whether it took it: one of the two is
    /// right.
    record InDoubt(DirectoryUser user, Optional<HostKey.Active> key, HostKey.Pending candidate)
            implements Finding {}
}
