package dev.hostkeysync.zoom;

/// What came of changing, deactivating or removing a user.
public sealed interface UserWriting {

    record Done() implements UserWriting {}

    /// 404/1001, or 400/1120: an invitation that nobody accepted.
    record NotThere(String reason) implements UserWriting {}

    record Refused(Obstacle obstacle, String reason) implements UserWriting {}

    /// NB: after [ZoomOutcome.Unknown] the change may have been made.
    record Failed(ZoomOutcome.Trouble trouble) implements UserWriting {}
}
