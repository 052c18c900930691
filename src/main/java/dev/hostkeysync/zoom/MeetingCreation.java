package dev.hostkeysync.zoom;

import java.time.Duration;
import java.util.Set;

/// What became of a wish for a meeting. `reason` is ours: short, and safe to log and to show.
public sealed interface MeetingCreation {

    record Created(ZoomMeeting meeting) implements MeetingCreation {}

    /// No meeting was made, and the same wish will fail again until something changes.
    ///
    /// @param members what Zoom found wrong, by the names of its own body's members; of those we
    ///   send, no others
    record Refused(MeetingObstacle obstacle, Set<String> members, String reason)
            implements MeetingCreation {

        public Refused {
            members = Set.copyOf(members);
        }
    }

    /// Zoom makes no more meetings for this host today.
    ///
    /// @param pause until it does again
    record HostDayUsed(Duration pause, String reason) implements MeetingCreation {}

    /// After [ZoomOutcome.Unknown] there may be a meeting or not; after the others there is none.
    record Failed(ZoomOutcome.Trouble trouble) implements MeetingCreation {}
}
