package dev.hostkeysync.meeting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.dialing.DialStrings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A meeting as JSON. Its `toString` tells nothing of it.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ScheduledMeeting")
record MeetingAnswer(
        @Schema(examples = "92674392836") @JsonProperty String meetingId,
        @Schema(
                        description = "Holds the passcode, encrypted",
                        examples =
                                "https://example.zoom.us/j/92674392836?pwd=8pEkRweVXPV3Ob2KJYgF.1")
                @JsonProperty
                String joinUrl,
        @Schema(
                        description =
                                "The numeric one, which room devices dial; absent where the meeting has none",
                        examples = "482913")
                @JsonProperty
                @Nullable String passcode,
        @Schema(examples = "ceo@example.com") @JsonProperty @Nullable String hostEmail,
        @Schema(description = "UTC", examples = "2026-12-01T09:00:00Z") @JsonProperty
                String startTime,
        @Schema(
                        description =
                                "Whoever has it is the host, for two hours; only with includeStartUrl")
                @JsonProperty
                @Nullable String startUrl,
        @JsonProperty @Nullable ToDial dialStrings) {

    static final String KEY_INCLUDED = "included";
    static final String KEY_NOT_ASKED = "not-asked";
    static final String KEY_NOT_ALLOWED = "not-allowed";
    static final String KEY_UNAVAILABLE = "unavailable";

    /// What a room device dials.
    ///
    /// @param error why there is no host key in it, where one was asked for
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ScheduledMeetingDialStrings")
    record ToDial(
            @Schema(examples = "92674392836.482913..482093@zoomcrc.com") @JsonProperty String sip,
            @Schema(examples = "144.195.19.161##92674392836#482913##482093") @JsonProperty
                    String h323,
            @Schema(
                            description =
                                    "Whether the host's key is in them; `not-allowed`: the token lacks `hostkey.read`",
                            enumeration = {
                                KEY_INCLUDED,
                                KEY_NOT_ASKED,
                                KEY_NOT_ALLOWED,
                                KEY_UNAVAILABLE
                            })
                    @JsonProperty
                    String hostKey,
            @JsonProperty @Nullable Fault error) {

        static ToDial with(DialStrings strings) {
            return new ToDial(strings.sip(), strings.h323(), KEY_INCLUDED, null);
        }

        static ToDial without(DialStrings strings, String why, Optional<Problem> problem) {
            return new ToDial(
                    strings.sip(), strings.h323(), why, problem.map(Fault::of).orElse(null));
        }

        @Override
        public String toString() {
            return "ToDial[" + hostKey + "]";
        }
    }

    /// The problem (RFC 9457) that `POST /api/v1/dial-strings` would answer.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ScheduledMeetingFault")
    record Fault(
            @JsonProperty URI type,
            @JsonProperty String title,
            @JsonProperty int status,
            @JsonProperty @Nullable String detail,
            @JsonProperty @Nullable Long retryAfterSeconds) {

        static Fault of(Problem problem) {
            return new Fault(
                    problem.type(),
                    problem.title(),
                    problem.status(),
                    problem.detail().orElse(null),
                    problem.retryAfter().map(Duration::toSeconds).orElse(null));
        }
    }

    static MeetingAnswer of(Meeting meeting, @Nullable ToDial dialStrings) {
        return new MeetingAnswer(
                meeting.meetingId(),
                meeting.joinUrl(),
                meeting.passcode(),
                meeting.hostEmail(),
                meeting.startTime(),
                meeting.startUrl(),
                dialStrings);
    }

    @Override
    public String toString() {
        return "MeetingAnswer[redacted]";
    }
}
