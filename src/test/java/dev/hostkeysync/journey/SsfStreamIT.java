package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.testing.SetReceiver;
import dev.hostkeysync.testing.SetVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The Shared Signals transmitter of the packaged service, as receivers meet it.
class SsfStreamIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ISSUER = "https://hostkeys.example.com";
    private static final String MANAGER = "manager-0123456789abcdef";
    private static final String WATCHER = "watcher-0123456789abcdef";
    private static final String VERIFICATION =
            "https://schemas.openid.net/secevent/ssf/event-type/verification";
    private static final String CHANGE =
            "https://schemas.openid.net/secevent/caep/event-type/credential-change";

    private static Installation installation;
    private static Client client;
    private static SetReceiver receiver;

    @BeforeAll
    static void install() {
        receiver = SetReceiver.start();
        installation = Installation.of("ssf");
        ServiceProcess service =
                installation
                        .with("SSF_TRANSMITTER", "true")
                        .with("PUBLIC_URL", ISSUER)
                        .with("SUBSCRIPTION_ALLOWED_HOSTS", "127.0.0.1")
                        .with(
                                "API_TOKENS",
                                installation.credentials().apiTokens()
                                        + ",siem:ssf.manage:%s,watcher:ssf.read:%s"
                                                .formatted(MANAGER, WATCHER))
                        .start();
        client = installation.client(service);
    }

    @AfterAll
    static void end() {
        installation.close();
        receiver.close();
    }

    @Test
    void tellsReceiversOfANewKeyByPushAndByPoll() {
        JsonNode push =
                made(
                        "{\"delivery\": {\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"%s\", \"authorization_header\": \"Bearer given\"}}"
                                .formatted(receiver.url()));
        JsonNode poll = made("{\"format\": \"iss_sub\"}");
        String pushed = push.path("stream_id").asText();
        String polled = poll.path("stream_id").asText();
        assertThat(poll.path("delivery").path("endpoint_url").asText())
                .isEqualTo(ISSUER + "/ssf/poll/" + polled);

        assertThat(verify(pushed, "by push")).isEqualTo(204);
        assertThat(verify(polled, "by poll")).isEqualTo(204);
        assertThat(verify(polled, "too soon")).isEqualTo(429);
        Employee zoe = client.create();

        List<Map<String, Object>> fetched = fetchAll(polled, 2);
        await("both SETs to be pushed").atMost(SOON).until(() -> receiver.received().size() >= 2);
        assertThat(receiver.received())
                .allMatch(one -> one.authorization().equals("Bearer given"))
                .allMatch(one -> one.contentType().equals("application/secevent+jwt"));
        List<Map<String, Object>> told =
                receiver.received().stream().map(one -> claims(one.token())).toList();
        assertThat(told)
                .extracting(claims -> claims.get("events"))
                .contains(Map.of(VERIFICATION, Map.of("state", "by push")));
        assertThat(fetched)
                .extracting(claims -> claims.get("events"))
                .contains(Map.of(VERIFICATION, Map.of("state", "by poll")));
        Map<String, Object> change = change(told);
        assertThat(change).containsEntry("sub_id", Map.of("format", "email", "email", zoe.email()));
        assertThat(String.valueOf(change.get("events")))
                .contains("credential_type=pin", "change_type=create", "user-created");
        assertThat(change(fetched))
                .containsEntry("jti", change.get("jti"))
                .containsEntry(
                        "sub_id", Map.of("format", "iss_sub", "iss", ISSUER, "sub", zoe.id()));
        assertThat(fetch(polled, "{\"returnImmediately\": true}").path("sets")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /.well-known/ssf-configuration, , 200",
        "GET, /ssf/jwks.json, , 200",
        "GET, /ssf/streams, , 401",
        "GET, /ssf/streams, watcher, 200",
        "GET, /ssf/streams, manager, 200",
        "GET, /ssf/streams, reader, 403",
        "POST, /ssf/streams, watcher, 403",
        "DELETE, /ssf/streams, watcher, 403",
        "PATCH, /ssf/streams, watcher, 403",
        "PUT, /ssf/streams, watcher, 403",
        "PATCH, /ssf/streams, manager, 400",
        "GET, /ssf/status?stream_id=x, watcher, 404",
        "POST, /ssf/status, watcher, 403",
        "POST, /ssf/verification, watcher, 403",
        "POST, /ssf/verification, manager, 400",
        "POST, /ssf/subjects/add, watcher, 403",
        "POST, /ssf/subjects/add, manager, 400",
        "POST, /ssf/subjects/remove, manager, 400",
        "POST, /ssf/poll/x, watcher, 403",
        "POST, /ssf/poll/x, manager, 400",
        "GET, /api/v1/ssf/signing-keys, manager, 403",
        "POST, /api/v1/ssf/signing-keys, manager, 403",
    })
    void letsInWhoMay(String method, String path, String who, int status) {
        assertThat(call(method, path, "", token(who)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /.well-known/ssf-configuration",
        "GET, /.well-known/ssf-configuration/x",
        "GET, /ssf/jwks.json",
        "GET, /ssf/streams",
        "POST, /ssf/poll/x",
        "POST, /api/v1/ssf/signing-keys",
    })
    void isNotThereUnlessItIsSwitchedOn(String method, String path) throws Exception {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var answer =
                    http.send(
                            java.net.http.HttpRequest.newBuilder(
                                            java.net.URI.create(SharedService.url() + path))
                                    .method(
                                            method,
                                            java.net.http.HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("urn:hostkey-sync:problem/endpoint-off");
        }
    }

    private static String token(String who) {
        return switch (who) {
            case null -> "";
            case "watcher" -> WATCHER;
            case "manager" -> MANAGER;
            default -> installation.credentials().reader();
        };
    }

    private static JsonNode made(String body) {
        Reply reply = call("POST", "/ssf/streams", body, MANAGER);
        assertThat(reply.status()).isEqualTo(201);
        return reply.json();
    }

    private static int verify(String stream, String state) {
        return call(
                        "POST",
                        "/ssf/verification",
                        "{\"stream_id\": \"%s\", \"state\": \"%s\"}".formatted(stream, state),
                        MANAGER)
                .status();
    }

    /// Fetches and acknowledges until there were so many, waiting at the service.
    private static List<Map<String, Object>> fetchAll(String stream, int count) {
        List<Map<String, Object>> all = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        await(count + " SETs to be fetched")
                .atMost(SOON.multipliedBy(2))
                .until(() -> {
                    String ack = seen.isEmpty() ? "" : "\"" + String.join("\", \"", seen) + "\"";
                    JsonNode sets =
                            fetch(stream, "{\"ack\": [" + ack + "], \"maxEvents\": 1}")
                                    .path("sets");
                    sets.propertyStream()
                            .forEach(one -> {
                                seen.add(one.getKey());
                                all.add(claims(one.getValue().asText()));
                            });
                    return all.size() == count;
                });
        int status =
                call(
                                "POST",
                                "/ssf/poll/" + stream,
                                "{\"maxEvents\": 0, \"ack\": [\"%s\"]}"
                                        .formatted(String.join("\", \"", seen)),
                                MANAGER)
                        .status();
        assertThat(status).isEqualTo(200);
        return all;
    }

    private static JsonNode fetch(String stream, String body) {
        Reply reply = call("POST", "/ssf/poll/" + stream, body, MANAGER);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    private static Map<String, Object> change(List<Map<String, Object>> told) {
        return told.stream()
                .filter(claims -> String.valueOf(claims.get("events")).contains(CHANGE))
                .findFirst()
                .orElseThrow();
    }

    /// With nothing but what is published.
    private static Map<String, Object> claims(String token) {
        String keys = call("GET", "/ssf/jwks.json", "", "").json().toString();
        return SetVerifier.claims(token, keys, ISSUER, "siem");
    }

    private static Reply call(String method, String path, String body, String token) {
        return client.send(
                method,
                path,
                token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token),
                body.getBytes(UTF_8));
    }
}
