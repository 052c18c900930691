package dev.hostkeysync.zoom;

import dev.hostkeysync.identity.ZoomUserId;

/// What came of creating a user.
public sealed interface UserCreation {

    record Created(ZoomUserId id) implements UserCreation {}

    /// 409/1005 and 400/1009: there is a user with this address, here or in another account.
    record Taken(String reason) implements UserCreation {}

    record Refused(Obstacle obstacle, String reason) implements UserCreation {}

    /// NB: after [ZoomOutcome.Unknown] the user may be there.
    record Failed(ZoomOutcome.Trouble trouble) implements UserCreation {}
}
