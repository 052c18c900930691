package dev.hostkeysync.zoom;

/// What came of reserving host keys to administrators.
public sealed interface LockChange {

    /// Zoom shows it as done, now or before.
    record Locked() implements LockChange {}

    /// Zoom will not, or says yes and shows that it did not.
    record Refused(String reason) implements LockChange {}

    record Failed(ZoomOutcome.Trouble trouble) implements LockChange {}
}
