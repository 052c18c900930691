package dev.hostkeysync.meeting;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/v1/meetings`, for the API's description; [MeetingOrder] reads it.
@Schema(
        name = "Meeting",
        requiredProperties = {"scheduleFor", "topic", "startTime"})
record MeetingBody(
        @Schema(
                        description = "The host: e-mail address, Zoom user id or our id",
                        examples = "ceo@example.com")
                String scheduleFor,
        @Schema(
                        description =
                                "Who schedules, with the host's scheduling privilege at Zoom; left out: in the host's own name",
                        examples = "pa@example.com")
                @Nullable String scheduledBy,
        @Schema(maxLength = 200, examples = "Board") String topic,
        @Schema(
                        description =
                                "With an offset, or without one and with `timezone`; whole seconds count",
                        examples = "2026-12-01T09:00:00Z")
                String startTime,
        @Schema(minimum = "1", maximum = "1440", defaultValue = "60", examples = "45")
                @Nullable Integer durationMinutes,
        @Schema(
                        description = "In which Zoom shows the time; left out: the host's",
                        examples = "Europe/Berlin")
                @Nullable String timezone,
        @Schema(
                        description =
                                "Make `scheduledBy` an assistant of the host first; audited, and lasting at Zoom",
                        defaultValue = "false")
                @Nullable Boolean grantPrivilege,
        @Schema(maxLength = 2000) @Nullable String agenda,
        @Schema(
                        description = "1 to 10 digits; left out: Zoom draws one",
                        maxLength = 10,
                        examples = "482913")
                @Nullable String passcode,
        @Nullable Boolean joinBeforeHost,
        @Nullable Boolean waitingRoom,
        @Nullable Boolean muteUponEntry,
        @Nullable Boolean hostVideo,
        @Nullable Boolean participantVideo,
        @Schema(enumeration = {"none", "local", "cloud"}) @Nullable String autoRecording,
        @Schema(description = "E-mail addresses", maxItems = 20)
                @Nullable List<String> alternativeHosts,
        @Schema(description = "Of the dial strings", examples = "11") @Nullable String layout,
        @Schema(description = "Of the dial strings, as in POST /api/v1/dial-strings")
                @Nullable List<String> commands,
        @Schema(description = "Of the dial strings, such as sydney") @Nullable String region,
        @Schema(
                        description =
                                "Whether the dial strings hold the host's key; only with the scope `hostkey.read`",
                        defaultValue = "true")
                @Nullable Boolean includeHostKey,
        @Schema(description = "Needs the scope `meeting.start-url`", defaultValue = "false")
                @Nullable Boolean includeStartUrl) {}
