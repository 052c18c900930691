package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;

/// "This user shall get a key."
///
/// @param concealed whether it is one that nobody is ever shown
/// @param cause what asks for it, in the word of the event; empty = nobody knows
public record OpenRequest(UserId userId, boolean concealed, String cause) {

    public OpenRequest(UserId userId, boolean concealed) {
        this(userId, concealed, "");
    }
}
