package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.zoomsim.SeenRequest;
import dev.hostkeysync.zoomsim.UserFields;
import dev.hostkeysync.zoomsim.UserState;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/api/v1/backfills` on the packaged service: 120 users at Zoom, 100 of whom get a key.
class BackfillIT {

    private static final String OPERATOR = "operator-token-0123456789";
    private static final String PATH = "/api/v1/backfills";
    private static final Duration SOON = Duration.ofSeconds(90);

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static TopicTail events;

    @BeforeAll
    static void install() {
        installation = Installation.of("backfill");
        installation
                .with(
                        "API_TOKENS",
                        installation.credentials().apiTokens() + ",operator:operator:" + OPERATOR)
                .with("HOSTKEY_PROTECTED_USERS", "vip@example.com")
                .with("ZOOM_BUDGET_OVERRIDE_PER_SECOND", "20");
        installation.zoom().options(now -> now.toBuilder().autoCreateUsers(false).build());
        fill();
        service = installation.start();
        client = installation.client(service);
        events = installation.tail("host-key-events");
        for (int i = 1; i <= 4; i++) {
            var _ = client.created("known%d@example.com".formatted(i));
        }
        await("the keys of those who are known")
                .atMost(SOON)
                .until(() -> keys("known").size() == 4);
    }

    private static void fill() {
        var users = installation.zoom().users();
        users.crowd(100, "crowd.example");
        for (int i = 1; i <= 4; i++) {
            var _ = users.add("known%d@example.com".formatted(i));
        }
        for (int i = 1; i <= 5; i++) {
            var _ =
                    users.add(
                            UserFields.ofEmail("basic%d@example.com".formatted(i))
                                    .type(UserFields.BASIC));
            var _ =
                    users.add(
                            UserFields.ofEmail("invited%d@example.com".formatted(i))
                                    .status(UserState.PENDING));
            var _ =
                    users.add(
                            UserFields.ofEmail("off%d@example.com".formatted(i))
                                    .status(UserState.INACTIVE));
        }
        var _ = users.add("vip@example.com");
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    private static Reply send(String method, String path, String body) {
        return client.send(
                method,
                path,
                Map.of("Authorization", "Bearer " + OPERATOR, "Content-Type", "application/json"),
                body.getBytes(UTF_8));
    }

    private static String begin(boolean dryRun) {
        Reply begun = send("POST", PATH, "{\"dryRun\":%s}".formatted(dryRun));
        assertThat(begun.status()).isEqualTo(202);
        String id = begun.json().path("id").asText();
        assertThat(begun.header("location")).endsWith(PATH + "/" + id);
        return id;
    }

    private static JsonNode get(String id) {
        return send("GET", PATH + "/" + id, "").json();
    }

    private static JsonNode ended(String id, String state) {
        await(id + " is " + state)
                .atMost(SOON)
                .until(() -> get(id).path("state").asText().equals(state));
        return get(id);
    }

    /// The events on whoever's address begins so.
    private static List<Received> keys(String email) {
        return events.records().stream()
                .filter(event -> event.value().contains("\"email\":\"" + email))
                .toList();
    }

    private static List<SeenRequest> patches() {
        return installation.zoom().requests().stream()
                .filter(request -> request.method().equals("PATCH") && request.status() == 204)
                .toList();
    }

    private static CompletableFuture<String> lookOn(String id) {
        HttpRequest request =
                HttpRequest.newBuilder(service.url().resolve(PATH + "/" + id + "/events"))
                        .header("Authorization", "Bearer " + OPERATOR)
                        .header("Accept", "text/event-stream")
                        .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofString())
                .thenApply(answer -> answer.body());
    }

    @Test
    void givesEverybodyAKey() throws Exception {
        JsonNode plan = ended(begin(true), "DONE");
        assertThat(plan.path("listed").asInt()).isEqualTo(120);
        assertThat(plan.path("total").asInt()).isEqualTo(100);
        assertThat(plan.path("adopted").asInt()).isEqualTo(100);
        // 20 a second, of which half.
        assertThat(plan.path("etaSeconds").asInt()).isEqualTo(10);
        assertThat(plan.path("skipped").toString())
                .isEqualTo(
                        "{\"deactivated\":5,\"has-key\":4,\"pending\":5,\"protected\":1,\"unlicensed\":5}");
        assertThat(plan.path("warnings").path(0).asText()).startsWith("Zoom may mail each user");
        assertThat(patches()).hasSize(4);

        String id = begin(false);
        CompletableFuture<String> seen = lookOn(id);
        Reply second = send("POST", PATH, "{\"dryRun\":false}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("detail").asText()).contains(id);
        await("a few keys").atMost(SOON).until(() -> get(id).path("done").asInt() > 5);
        assertThat(send("POST", PATH + "/" + id + "/pause", "").status()).isEqualTo(202);
        await("nobody in flight").atMost(SOON).until(() -> get(id).path("inFlight").asInt() == 0);
        assertThat(get(id).path("state").asText()).isEqualTo("PAUSED");
        assertThat(get(id).path("done").asInt()).isLessThan(100);
        assertThat(send("POST", PATH + "/" + id + "/resume", "").status()).isEqualTo(202);

        JsonNode done = ended(id, "DONE");
        assertThat(done.path("done").asInt()).isEqualTo(100);
        assertThat(done.path("failed").asInt() + done.path("waiting").asInt()).isZero();
        assertThat(seen.get())
                .contains("event:progress", "\"state\":\"RUNNING\"", "\"state\":\"PAUSED\"");
        assertThat(seen.get().strip().lines().toList().getLast())
                .contains("\"state\":\"DONE\"", "\"done\":100");
        assertThat(patches()).hasSize(104);
        assertThat(patches()).extracting(SeenRequest::path).doesNotHaveDuplicates();
        await("all events").atMost(SOON).until(() -> keys("user").size() == 100);
        assertThat(keys("user"))
                .allSatisfy(event ->
                        assertThat(event.value())
                                .contains("\"bulk\":true", "\"reason\":\"backfill\""));
        assertThat(keys("known"))
                .hasSize(4)
                .allSatisfy(event -> assertThat(event.value()).contains("\"bulk\":false"));

        JsonNode again = ended(begin(false), "DONE");
        assertThat(again.path("message").asText()).startsWith("Nothing to do");
        assertThat(patches()).hasSize(104);
        assertThat(send("GET", PATH, "").json().path("items")).hasSize(3);

        String metrics = client.send("GET", "/q/metrics", Map.of(), new byte[0]).body();
        assertThat(metrics).contains("hostkeysync_backfill_users{state=\"done\"");
        isFoundByTheProvider("user7@crowd.example");
        isRunByTheScript();
    }

    /// As Okta does: it looks for the user name, and takes over whom it finds.
    private static void isFoundByTheProvider(String email) {
        assertThat(client.create(email).status()).isEqualTo(409);
        JsonNode found = client.find(email).json().path("Resources").path(0);
        assertThat(found.path("userName").asText()).isEqualTo(email);
        String body =
                """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s", "active": true,
                 "displayName": "Seven", "emails": [{"primary": true, "value": "%s", "type": "work"}]}
                """
                        .formatted(email, email);
        assertThat(client.scim("PUT", "/" + found.path("id").asText(), body).status())
                .isEqualTo(200);
        assertThat(client.reveal(email).status()).isEqualTo(200);
    }

    private static void isRunByTheScript() throws Exception {
        var _ = installation.zoom().users().add("late@example.com");
        ProcessBuilder script =
                new ProcessBuilder("bash", "script/backfill", "--yes").redirectErrorStream(true);
        String url = service.url().toString();
        script.environment()
                .put("SERVICE_URL", url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        script.environment().put("OPERATOR_TOKEN", OPERATOR);

        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(output).contains("1 would get a host key", "1 keys were set.");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void isForOperators() {
        Reply reader =
                client.send(
                        "GET",
                        PATH,
                        Map.of("Authorization", "Bearer " + installation.credentials().reader()),
                        new byte[0]);
        assertThat(reader.status()).isEqualTo(403);
        assertThat(client.send("GET", PATH, Map.of(), new byte[0]).status()).isEqualTo(401);
        assertThat(send("GET", PATH + "/none", "").status()).isEqualTo(404);
        assertThat(send("GET", PATH + "/none/events", "").status()).isEqualTo(404);
        assertThat(send("POST", PATH, "{\"dryRun\":1}").status()).isEqualTo(400);
        assertThat(client.send("GET", "/q/openapi", Map.of(), new byte[0]).body())
                .contains("/api/v1/backfills/{id}/events", "left-account");
    }
}
