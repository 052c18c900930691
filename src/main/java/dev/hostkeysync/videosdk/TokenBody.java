package dev.hostkeysync.videosdk;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/v1/video-sdk/tokens`, for the API's description; [TokenOrder] reads it.
@Schema(
        name = "VideoSdkToken",
        requiredProperties = {"sessionName", "role"})
record TokenBody(
        @Schema(
                        description =
                                "The session's name (tpc), the same as when joining: letters, digits, blanks and !#$%&()+-:;<=.>?@[]^_{}|~,\\",
                        maxLength = 200,
                        examples = "Cool Cars")
                String sessionName,
        @Schema(
                        description = "0 = participant, 1 = host or co-host",
                        enumeration = {"0", "1"},
                        examples = "1")
                int role,
        @Schema(
                        description = "user_key; with compat `seed`: user_identity, at most 15",
                        maxLength = 36,
                        examples = "user123")
                @Nullable String userKey,
        @Schema(
                        description = "When the host's token has one, all others need the same",
                        maxLength = 36,
                        examples = "session123")
                @Nullable String sessionKey,
        @Schema(
                        description = "From iat, which is 30 s before now",
                        minimum = "1800",
                        maximum = "172800",
                        defaultValue = "7200")
                @Nullable Integer expiresInSeconds,
        @Schema(
                        description = "Which edition of Zoom's page the token follows",
                        enumeration = {"current", "seed"},
                        defaultValue = "current")
                @Nullable String compat,
        @Schema(description = "pwd; with compat `seed` only", maxLength = 10)
                @Nullable String password,
        @Schema(examples = "[\"DE\", \"NL\"]") @Nullable List<String> geoRegions,
        @Schema(
                        description = "0 = one file, 1 = one for each; role 1 only",
                        enumeration = {"0", "1"})
                @Nullable Integer cloudRecordingOption,
        @Schema(enumeration = {"0", "1"}) @Nullable Integer cloudRecordingElection,
        @Schema(
                        description = "0 = none, 1 = transcript, 2 = with summary",
                        enumeration = {"0", "1", "2"})
                @Nullable Integer cloudRecordingTranscriptOption,
        @Schema(maxLength = 200) @Nullable String telemetryTrackingId,
        @Schema(enumeration = {"0", "1"}) @Nullable Integer videoWebrtcMode,
        @Schema(enumeration = {"0", "1"}) @Nullable Integer audioWebrtcMode) {}
