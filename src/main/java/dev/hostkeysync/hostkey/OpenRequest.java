package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;

/// "This user shall get a key."
///
/// @param concealed whether it is one that nobody is ever shown
public record OpenRequest(UserId userId, boolean concealed) {}
