package dev.hostkeysync.zoom;

/// What came of asking for one user: of [NotThere] Zoom knows nothing (404/1001), [Pending] has an
/// invitation that was not accepted (400/1120).
public sealed interface UserReading {

    record Found(ZoomUser user) implements UserReading {}

    record NotThere(String reason) implements UserReading {}

    record Pending(String reason) implements UserReading {}

    record Failed(ZoomOutcome.Trouble trouble) implements UserReading {}
}
