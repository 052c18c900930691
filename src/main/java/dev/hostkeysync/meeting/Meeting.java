package dev.hostkeysync.meeting;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.ZoomMeeting;
import org.jspecify.annotations.Nullable;

/// What is told of a meeting, and kept, sealed, for a repetition. Texts, as they go in and out as
/// JSON. Its `toString` tells none of them.
///
/// @param hostId Zoom's id of the host
/// @param startTime UTC
/// @param startUrl kept only where it was asked for
record Meeting(
        @JsonProperty String meetingId,
        @JsonProperty String joinUrl,
        @JsonProperty @Nullable String passcode,
        @JsonProperty @Nullable String hostId,
        @JsonProperty @Nullable String hostEmail,
        @JsonProperty String startTime,
        @JsonProperty @Nullable String startUrl) {

    static Meeting of(ZoomMeeting meeting, MeetingOrder order) {
        return new Meeting(
                meeting.id(),
                meeting.joinUrl().reveal(),
                meeting.passcode().map(Secret::reveal).orElse(null),
                meeting.hostId().map(ZoomUserId::value).orElse(null),
                meeting.hostEmail().map(EmailAddress::value).orElse(null),
                meeting.start().orElse(order.start()).toString(),
                order.includeStartUrl()
                        ? meeting.startUrl().map(Secret::reveal).orElse(null)
                        : null);
    }

    @Override
    public String toString() {
        return "Meeting[redacted]";
    }
}
