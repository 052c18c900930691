package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;

/// A stored host key does not open: the keyset is not the one that sealed it, or the row is not the
/// one it was sealed for. Says which row, and nothing of what is in it.
public final class UnreadableHostKey extends RuntimeException {

    UnreadableHostKey(UserId userId, long version, String why) {
        super(
                "version "
                        + version
                        + " of the host key of user "
                        + userId
                        + " does not open: "
                        + why);
    }
}
