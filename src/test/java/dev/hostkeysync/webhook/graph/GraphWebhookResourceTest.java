package dev.hostkeysync.webhook.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.webhook.Places;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphWebhookResourceTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/webhook/graph");

    private final GraphFixture fixture = new GraphFixture();
    private final GraphWebhookResource resource = fixture.resource(fixture.config);

    @AfterEach
    void end() {
        fixture.close();
    }

    static List<Path> golden() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }

    private static int status(GraphWebhookResource resource, byte[] body, @Nullable String token) {
        try {
            return resource.receive(body, token).getStatus();
        } catch (ProblemException e) {
            return e.problem().status();
        }
    }

    private Map<String, Boolean> pending() {
        return fixture.jdbi.withHandle(handle ->
                handle
                        .select("SELECT id, deleted FROM graph_pending")
                        .map((row, _) -> Map.entry(row.getString(1), row.getBoolean(2)))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Map<String, Integer> counted() {
        Map<String, Integer> counted = new TreeMap<>();
        fixture.metrics
                .find("hostkeysync_webhooks_total")
                .counters()
                .forEach(counter ->
                        counted.put(
                                String.valueOf(counter.getId().getTag("outcome")),
                                (int) counter.count()));
        return counted;
    }

    @ParameterizedTest
    @MethodSource("golden")
    void takesWhatGraphSends(Path file) throws IOException {
        JsonNode golden = JSON.readTree(file.toFile());
        byte[] body = golden.path("body").toString().getBytes(UTF_8);

        assertThat(status(resource, body, null))
                .as(golden.path("why").asText())
                .isEqualTo(golden.path("status").asInt());

        JsonNode pending = JSON.valueToTree(pending());
        JsonNode counted = JSON.valueToTree(counted());
        assertThat(pending).isEqualTo(golden.path("pending"));
        assertThat(counted).isEqualTo(golden.path("counted"));
    }

    @Test
    void isBusyWhileAllPlacesAreTaken() {
        GraphWebhookResource full =
                new GraphWebhookResource(
                        fixture.config,
                        fixture.jdbi,
                        fixture.pending,
                        fixture.watch,
                        new LookBell(),
                        new WatchBell(),
                        fixture.counter,
                        fixture.clock,
                        new Places(0));
        String body = "{\"value\":[{\"clientState\":\"client-state-of-today\"}]}";

        assertThat(status(full, body.getBytes(UTF_8), null)).isEqualTo(503);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void takesItTwiceAsOnce(Path file) throws IOException {
        byte[] body = JSON.readTree(file.toFile()).path("body").toString().getBytes(UTF_8);

        int first = status(resource, body, null);
        Map<String, Boolean> pending = pending();

        assertThat(status(resource, body, null)).isEqualTo(first);
        assertThat(pending()).isEqualTo(pending);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                     | 400 | malformed
                    nonsense               | 400 | malformed
                    []                     | 400 | malformed
                    {}                     | 400 | malformed
                    {"value":{}}           | 400 | malformed
                    {"value":[]}           | 400 | malformed
                    {"value":[{}]}         | 401 | refused
                    {"value":[null]}       | 401 | refused
                    {"value":[{"clientState":"client-state-of-today"}]}  | 202 | ignored
                    {"value":[{"clientState":"client-state-of-today ","changeType":"updated"}]} | 401 | refused
                    {"value":[{"clientState":"client-state-of-today","changeType":"updated"}]}  | 202 | malformed
                    {"value":[{"clientState":"client-state-of-today","tenantId":"x"}]}          | 401 | refused
                    """)
    void answers(String body, int status, String outcome) {
        assertThat(status(resource, body.getBytes(UTF_8), null)).isEqualTo(status);

        assertThat(counted()).containsOnly(Map.entry(outcome, 1));
        assertThat(pending()).isEmpty();
    }

    @Test
    void saysOnceAMinuteThatSomethingWasRefused() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            assertThat(status(resource, "{\"value\":[{}]}".getBytes(UTF_8), null)).isEqualTo(401);
            assertThat(status(resource, "{\"value\":[{}]}".getBytes(UTF_8), null)).isEqualTo(401);

            assertThat(logs.text().split("Refused a request", -1)).hasSize(2);
        }
    }

    @Test
    void echoesTheValidationTokenAsPlainText() {
        for (Response answer :
                List.of(
                        resource.receive(new byte[0], "Validation: <b>Testing</b>; 17"),
                        resource.receiveLifecycle(new byte[0], "Validation: <b>Testing</b>; 17"))) {
            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getEntity()).isEqualTo("Validation: <b>Testing</b>; 17");
            assertThat(answer.getMediaType()).hasToString("text/plain;charset=UTF-8");
            assertThat(answer.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(counted()).containsOnly(Map.entry("validation", 2));
    }

    @Test
    void echoesNoEmptyOrEndlessToken() {
        assertThat(status(resource, new byte[0], " ")).isEqualTo(400);
        assertThat(status(resource, new byte[0], "x".repeat(2_048))).isEqualTo(200);
        assertThat(status(resource, new byte[0], "x".repeat(2_049))).isEqualTo(400);
    }

    @Test
    void isOffWhileNothingIsSet() {
        GraphWebhookResource off = fixture.resource(TestGraphConfig.off());

        assertThat(status(off, new byte[0], "token")).isEqualTo(404);
        assertThat(status(off, "{\"value\":[]}".getBytes(UTF_8), null)).isEqualTo(404);
    }

    @Test
    void refusesABodyOverOneMebibyte() {
        assertThat(status(resource, new byte[(1 << 20) + 1], null)).isEqualTo(413);
    }

    @Test
    void marksWhatALifecycleNotificationWants() throws IOException {
        fixture.jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE graph_watch SET subscription_id ="
                                + " '7f105c7d-2dc5-4530-97cd-4e7ae6534c07', made_with = '', expires_at"
                                + " = now() + interval '1 day', renew_at = now() + interval '12 hours',"
                                + " delta_due_at = now() + interval '6 hours'"));

        send("reauthorizationRequired");
        assertThat(is("renew_at < now()")).isTrue();
        send("missed");
        assertThat(is("delta_due_at <= now()")).isTrue();
        assertThat(is("subscription_id IS NULL")).isFalse();
        send("subscriptionRemoved");
        assertThat(is("subscription_id IS NULL")).isTrue();
    }

    private void send(String golden) throws IOException {
        JsonNode file = JSON.readTree(GOLDEN.resolve(golden + ".json").toFile());
        assertThat(status(resource, file.path("body").toString().getBytes(UTF_8), null))
                .isEqualTo(202);
    }

    private boolean is(String condition) {
        return fixture.jdbi.withHandle(handle ->
                handle.select("SELECT " + condition + " FROM graph_watch")
                        .mapTo(Boolean.class)
                        .one());
    }

    /// Whatever comes, it is taken or refused, and never our fault.
    @Test
    void survivesNoise() throws IOException {
        Random random = new Random(20_261_122);
        List<byte[]> bodies =
                golden().stream()
                        .map(file -> {
                            try {
                                return JSON.readTree(file.toFile())
                                        .path("body")
                                        .toString()
                                        .getBytes(UTF_8);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .toList();

        for (int i = 0; i < 4_000; i++) {
            byte[] body = mutated(bodies.get(random.nextInt(bodies.size())), random);

            assertThat(status(resource, body, null)).isIn(202, 400, 401);
        }
    }

    @Test
    void readsUsersAndAnswersFromNoise() throws IOException {
        Random random = new Random(20_261_123);
        byte[] user =
                """
                {"id":"e2ccb0a4-9d4a-4c7d-8b9a-3f0c6d1e7a10","userPrincipalName":"zoe@example.com","mail":null,
                 "displayName":"Zo\\u00eb \\ud83d\\ude00","accountEnabled":true,"userType":"Member",
                 "error":{"code":"BadRequest"}}
                """
                        .getBytes(UTF_8);

        for (int i = 0; i < 20_000; i++) {
            byte[] body = mutated(user, random);
            int status = 200 + random.nextInt(400);
            GraphAnswer answer =
                    AnswerReader.read(
                            status,
                            java.net.http.HttpHeaders.of(Map.of(), (_, _) -> true),
                            body,
                            fixture.clock.instant());
            if (answer instanceof GraphAnswer.Done(JsonNode json)) {
                GraphUser.parse(json)
                        .ifPresent(read ->
                                assertThat(ProfileMerge.profile(read).userName()).isNotBlank());
            }
        }
    }

    private static byte[] mutated(byte[] body, Random random) {
        byte[] noise = body.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(noise.length);
            switch (random.nextInt(4)) {
                case 0 -> noise[at] = (byte) random.nextInt(256);
                case 1 -> noise[at] = (byte) "{}[]\":,\\u0nul-9".charAt(random.nextInt(15));
                case 2 -> noise = java.util.Arrays.copyOf(noise, Math.max(1, at));
                default -> {
                    int from = random.nextInt(noise.length);
                    int length = Math.min(random.nextInt(20), noise.length - Math.max(from, at));
                    System.arraycopy(noise, from, noise, at, length);
                }
            }
        }
        return noise;
    }
}
