package dev.hostkeysync.videosdk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The claims of a token in the order in which they are written.
///
/// @param expiresAt as in `exp`
record Claims(Map<String, Object> inOrder, Instant expiresAt) {

    /// How far back a token begins: the clock of Zoom may be behind ours.
    static final Duration HEAD_START = Duration.ofSeconds(30);

    static Claims of(TokenOrder order, String appKey, Instant now) {
        Instant issuedAt = Instant.ofEpochSecond(now.minus(HEAD_START).getEpochSecond());
        Instant expiresAt = issuedAt.plusSeconds(order.expiresInSeconds());
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("app_key", appKey);
        claims.put("role_type", order.role());
        claims.put("tpc", topic(order));
        claims.put("version", 1);
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        put(claims, order.compat().userClaim(), order.userKey());
        put(claims, "session_key", order.sessionKey());
        put(claims, "pwd", order.password());
        TokenOrder.Options options = order.options();
        if (!options.geoRegions().isEmpty()) {
            claims.put("geo_regions", String.join(",", options.geoRegions()));
        }
        put(claims, "cloud_recording_option", options.cloudRecordingOption());
        put(claims, "cloud_recording_election", options.cloudRecordingElection());
        put(claims, "cloud_recording_transcript_option", options.cloudRecordingTranscriptOption());
        put(claims, "telemetry_tracking_id", options.telemetryTrackingId());
        put(claims, "video_webrtc_mode", options.videoWebrtcMode());
        put(claims, "audio_webrtc_mode", options.audioWebrtcMode());
        return new Claims(claims, expiresAt);
    }

    /// Today's Zoom converts names to lower case; the old one compared them as they were.
    private static String topic(TokenOrder order) {
        return switch (order.compat()) {
            case CURRENT -> order.sessionName().toLowerCase(Locale.ROOT);
            case SEED -> order.sessionName();
        };
    }

    private static void put(Map<String, Object> claims, String name, Optional<String> value) {
        value.ifPresent(text -> claims.put(name, text));
    }

    private static void put(Map<String, Object> claims, String name, OptionalInt value) {
        value.ifPresent(number -> claims.put(name, number));
    }
}
