package dev.hostkeysync.zoom;

/// What became of the wish that one user may schedule for another. `reason` is ours: short, and
/// safe to log and to show.
public sealed interface AssistantGrant {

    record Granted() implements AssistantGrant {}

    /// They might before.
    record HadIt() implements AssistantGrant {}

    /// 404/1001: Zoom does not know the host.
    record NoSuchHost(String reason) implements AssistantGrant {}

    /// The same wish will fail again until something changes.
    record Refused(String reason) implements AssistantGrant {}

    record Failed(ZoomOutcome.Trouble trouble) implements AssistantGrant {}
}
