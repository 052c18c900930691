package dev.hostkeysync.videosdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What a request becomes, in the order in which it is written.
class ClaimsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:30.5Z");

    @Test
    void hasTodaysClaims() throws Exception {
        assertThat(
                        claims(
                                """
                                {"sessionName":"Cool Cars","role":1,"userKey":"user123","sessionKey":"session123",
                                 "expiresInSeconds":172800,"geoRegions":["DE","NL"],"cloudRecordingOption":1,
                                 "cloudRecordingElection":0,"cloudRecordingTranscriptOption":2,
                                 "telemetryTrackingId":"t-1","videoWebrtcMode":1,"audioWebrtcMode":0}\
                                """))
                .isEqualTo(
                        "{app_key=key, role_type=1, tpc=cool cars, version=1, iat=1767225600, exp=1767398400,"
                                + " user_key=user123, session_key=session123, geo_regions=DE,NL,"
                                + " cloud_recording_option=1, cloud_recording_election=0,"
                                + " cloud_recording_transcript_option=2, telemetry_tracking_id=t-1,"
                                + " video_webrtc_mode=1, audio_webrtc_mode=0}");
    }

    @Test
    void hasTheClaimsOfOld() throws Exception {
        assertThat(
                        claims(
                                """
                                {"sessionName":"Cool Cars","role":0,"userKey":"user123","sessionKey":"session123",
                                 "expiresInSeconds":1800,"password":"s3cret","compat":"seed"}\
                                """))
                .isEqualTo(
                        "{app_key=key, role_type=0, tpc=Cool Cars, version=1, iat=1767225600, exp=1767227400,"
                                + " user_identity=user123, session_key=session123, pwd=s3cret}");
    }

    @Test
    void hasNoClaimForWhatIsNotGiven() throws Exception {
        assertThat(claims("{\"sessionName\":\"x\",\"role\":0}"))
                .isEqualTo(
                        "{app_key=key, role_type=0, tpc=x, version=1, iat=1767225600, exp=1767232800}");
    }

    private static String claims(String json) throws Exception {
        return Claims.of(TokenOrder.parse(new JsonMapper().readTree(json)), "key", NOW)
                .inOrder()
                .toString();
    }
}
