package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;

/// A version became ACTIVE.
///
/// @param concealed whether it is one that nobody is ever shown
/// @param replacedShown whether it took the place of one that was meant to be shown
/// @param outdated whether another one has to follow: it was asked for after somebody had been told
///   this one, or this one may have leaked
/// @param drifted whether somebody else set another key while the call was under way: which of the
///   two came last, nobody can tell
public record Activation(
        UserId userId,
        long version,
        boolean concealed,
        boolean replacedShown,
        boolean outdated,
        boolean drifted,
        Instant activatedAt) {

    /// What it means to whoever uses the key.
    public HostKeyEvent.Change change() {
        if (concealed) {
            return HostKeyEvent.Change.REVOKED;
        }
        return replacedShown ? HostKeyEvent.Change.ROTATED : HostKeyEvent.Change.ISSUED;
    }
}
