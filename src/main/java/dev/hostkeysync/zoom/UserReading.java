package dev.hostkeysync.zoom;

/// What came of asking for one user.
public sealed interface UserReading {

    record Found(ZoomUser user) implements UserReading {}

    /// 404/1001, or 400/1120: an invitation that nobody accepted.
    record NotThere(String reason) implements UserReading {}

    record Failed(ZoomOutcome.Trouble trouble) implements UserReading {}
}
