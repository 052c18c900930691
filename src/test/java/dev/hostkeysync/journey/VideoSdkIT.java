package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.webhook.HmacSha256;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `POST /api/v1/video-sdk/tokens` of the packaged service, with a secret shorter than RFC 7518
/// likes.
class VideoSdkIT {

    private static final String SIGNER = "signer-token-0123456789";
    private static final String SECRET = "test-sdk-secret";
    private static final String COOL_CARS =
            "{\"sessionName\":\"Cool Cars\",\"role\":1,\"userKey\":\"user123\",\"sessionKey\":\"session123\"";

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;

    @BeforeAll
    static void install() {
        installation = Installation.of("videosdk");
        installation
                .with("VIDEO_SDK_KEY", "test-sdk-key")
                .with("VIDEO_SDK_SECRET", SECRET)
                .with(
                        "API_TOKENS",
                        installation.credentials().apiTokens() + ",signer:videosdk.sign:" + SIGNER);
        service = installation.start();
        client = installation.client(service);
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void signsATokenOfToday() throws Exception {
        Instant before = Instant.now();

        Reply reply =
                client.videoSdkToken(
                        COOL_CARS + ",\"expiresInSeconds\":1800,\"geoRegions\":[\"DE\"]}", SIGNER);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        String token = reply.json().path("token").asText();
        JsonNode claims = claims(token);
        assertThat(claims.path("iat").asLong())
                .isBetween(before.getEpochSecond() - 30, Instant.now().getEpochSecond() - 30);
        long end = claims.path("iat").asLong() + 1800;
        assertThat(claims)
                .hasToString(
                        """
                        {"app_key":"test-sdk-key","role_type":1,"tpc":"cool cars","version":1,"iat":%d,"exp":%d,\
                        "user_key":"user123","session_key":"session123","geo_regions":"DE"}\
                        """
                                .formatted(end - 1800, end));
        assertThat(reply.json().path("expiresAt").asText())
                .isEqualTo(Instant.ofEpochSecond(end).toString());
        assertThat(entries().getLast())
                .isEqualTo(
                        "signer video-sdk.sign 127.0.0.1 session sha256:%s, role 1, until %s"
                                .formatted("8fed88d5fdd12ef9", Instant.ofEpochSecond(end)));
        assertThat(Files.readString(service.log())).doesNotContain(token, SECRET);
    }

    @Test
    void signsATokenOfOld() {
        Reply reply =
                client.videoSdkToken(
                        COOL_CARS + ",\"compat\":\"seed\",\"password\":\"s3cret\"}", SIGNER);

        JsonNode claims = claims(reply.json().path("token").asText());
        assertThat(claims.path("tpc").asText()).isEqualTo("Cool Cars");
        assertThat(claims.path("user_identity").asText()).isEqualTo("user123");
        assertThat(claims.path("pwd").asText()).isEqualTo("s3cret");
        assertThat(claims.has("user_key")).isFalse();
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(7200);
    }

    @Test
    void namesEveryWrongMember() {
        Reply reply = client.videoSdkToken("{\"role\":2,\"tpc\":\"Cool Cars\"}", SIGNER);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.json().path("errors").findValuesAsText("pointer"))
                .containsExactly("#/tpc", "#/sessionName", "#/role");
    }

    @Test
    void signsNothingForStrangers() {
        assertThat(
                        client.videoSdkToken(COOL_CARS + "}", installation.credentials().reader())
                                .status())
                .isEqualTo(403);
        assertThat(client.videoSdkToken(COOL_CARS + "}", "nobody-0123456789").status())
                .isEqualTo(401);
    }

    @Test
    void saysWhichVariablesAreMissing() {
        installation.without("VIDEO_SDK_KEY").without("VIDEO_SDK_SECRET");
        Client without = installation.client(installation.start());

        Reply reply = without.videoSdkToken(COOL_CARS + "}", SIGNER);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/video-sdk-off");
        assertThat(reply.json().path("detail").asText())
                .startsWith("VIDEO_SDK_KEY and VIDEO_SDK_SECRET are not set.");
    }

    /// Checked as Zoom checks them, with nothing of ours but an HMAC.
    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.");
        assertThat(parts).hasSize(3);
        byte[] mac =
                HmacSha256.of(SECRET.getBytes(UTF_8), (parts[0] + "." + parts[1]).getBytes(UTF_8));
        assertThat(Base64.getUrlDecoder().decode(parts[2])).isEqualTo(mac);
        assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8))
                .isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        return Reply.json(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
    }

    private static List<String> entries() {
        return installation
                .store()
                .jdbi()
                .withHandle(handle ->
                        handle.select(
                                        "SELECT actor || ' ' || action || ' ' || source || ' ' || detail"
                                                + " FROM audit_entry WHERE action = 'video-sdk.sign'"
                                                + " AND detail LIKE '%role 1%' ORDER BY id")
                                .mapTo(String.class)
                                .list());
    }
}
