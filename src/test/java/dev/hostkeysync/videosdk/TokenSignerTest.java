package dev.hostkeysync.videosdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Byte for byte what others sign.
class TokenSignerTest {

    /// From the README of Zoom's sample (videosdk-auth-endpoint-sample): the claims of old, without
    /// a version.
    @Test
    void signsZoomsPublishedToken() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("app_key", "VIDEO_SDK_KEY");
        claims.put("iat", 1646248796L);
        claims.put("exp", 1646255996L);
        claims.put("tpc", "Cool Cars");
        claims.put("user_identity", "user123");
        claims.put("session_key", "session123");
        claims.put("role_type", 0);

        String token = new TokenSigner(Secret.of("your-256-bit-secret")).sign(claims).reveal();

        assertThat(token)
                .isEqualTo(
                        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBfa2V5IjoiVklERU9fU0RLX0tFWSIsImlhdCI6MTY0NjI0ODc5NiwiZXhwIjoxNjQ2MjU1OTk2LCJ0cGMiOiJDb29sIENhcnMiLCJ1c2VyX2lkZW50aXR5IjoidXNlcjEyMyIsInNlc3Npb25fa2V5Ijoic2Vzc2lvbjEyMyIsInJvbGVfdHlwZSI6MH0.Y6C65mZUxTZFeGiOI6oW5q2UkIXe3nLTK0MVNkfiJ9c");
    }

    /// Signed with another program: today's claims in today's order.
    @Test
    void signsTodaysTokenFromARequest() throws Exception {
        TokenOrder order =
                TokenOrder.parse(
                        new JsonMapper()
                                .readTree(
                                        """
                                        {"sessionName":"Cool Cars","role":1,"userKey":"user123","sessionKey":"session123",\
                                        "expiresInSeconds":7200,"compat":"current"}\
                                        """));
        Claims claims = Claims.of(order, "test-sdk-key", Instant.parse("2026-01-01T00:00:30.999Z"));

        String token =
                new TokenSigner(Secret.of("test-sdk-secret")).sign(claims.inOrder()).reveal();

        assertThat(claims.expiresAt()).isEqualTo("2026-01-01T02:00:00Z");
        assertThat(token)
                .isEqualTo(
                        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBfa2V5IjoidGVzdC1zZGsta2V5Iiwicm9sZV90eXBlIjoxLCJ0cGMiOiJjb29sIGNhcnMiLCJ2ZXJzaW9uIjoxLCJpYXQiOjE3NjcyMjU2MDAsImV4cCI6MTc2NzIzMjgwMCwidXNlcl9rZXkiOiJ1c2VyMTIzIiwic2Vzc2lvbl9rZXkiOiJzZXNzaW9uMTIzIn0.3l6tN7njaubAqn9yUnVM7a9m-TZ6KisQwN5OD-ZZKak");
    }
}
