package dev.hostkeysync.zoom;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.identity.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A meeting to be made, with one time.
///
/// @param owner whose call it is: who schedules, or the host themselves
/// @param scheduleFor the host, where it is somebody else
/// @param topic at most 200 characters
/// @param start whole seconds count
/// @param duration 1 to 1440 minutes
/// @param timezone in which Zoom shows the start; empty = the host's
/// @param passcode digits, so that a room device can dial it; empty = Zoom draws one
public record NewZoomMeeting(
        ZoomUserRef owner,
        Optional<ZoomUserRef> scheduleFor,
        String topic,
        Instant start,
        Duration duration,
        Optional<ZoneId> timezone,
        Optional<Secret> passcode,
        Options options) {

    /// What Zoom's own settings decide where it is empty.
    ///
    /// @param agenda at most 2000 characters
    /// @param autoRecording `none`, `local` or `cloud`
    public record Options(
            Optional<String> agenda,
            Optional<Boolean> joinBeforeHost,
            Optional<Boolean> waitingRoom,
            Optional<Boolean> muteUponEntry,
            Optional<Boolean> hostVideo,
            Optional<Boolean> participantVideo,
            Optional<String> autoRecording,
            List<EmailAddress> alternativeHosts) {

        public static final Options NONE =
                new Options(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());

        public Options {
            alternativeHosts = List.copyOf(alternativeHosts);
        }
    }

    /// Without what people wrote.
    @Override
    public String toString() {
        return "NewZoomMeeting[" + start + ", " + duration + "]";
    }
}
