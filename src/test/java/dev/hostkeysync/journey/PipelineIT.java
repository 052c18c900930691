package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.stack.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What operators see of the whole: every metric of the contract, the health of each part, the
/// pipeline, and a log for machines.
class PipelineIT {

    private static final String OPERATOR = "operator-token-0123456789";
    private static final String LIFECYCLE =
            "hostkeysync_consumer_lag{partition=\"%d\",topic=\"identity-lifecycle\"}";

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        installation = Installation.of("pipeline");
        installation.with(
                "API_TOKENS",
                installation.credentials().apiTokens() + ",jane:operator:" + OPERATOR);
        installation.with("LOG_FORMAT", "json");
        service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @AfterEach
    void bringKafkaBack() {
        if (!Backends.kafka().isAlive()) {
            Backends.kafka().restart();
        }
    }

    private static Reply get(String path) {
        return client.send("GET", path, Map.of("Authorization", "Bearer " + OPERATOR), new byte[0]);
    }

    /// Series by name with labels.
    private static Map<String, Double> scrape() {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("hostkeysync_"))
                .map(line -> line.split(" "))
                .collect(
                        Collectors.toMap(
                                line -> line[0],
                                line -> Double.parseDouble(line[1]),
                                (one, _) -> one,
                                TreeMap::new));
    }

    private static JsonNode part(String name) {
        Reply ready = get("/q/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        return ready.json()
                .path("checks")
                .valueStream()
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hasEveryMetricOfTheContract() {
        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");
        assertThat(client.reveal(zoe.email()).status()).isEqualTo(200);
        assertThat(client.send("POST", "/webhooks/zoom", Map.of(), "{}".getBytes(UTF_8)).status())
                .isEqualTo(401);
        installation.topics().awaitConsumed();
        await("the lag to be read")
                .atMost(Duration.ofSeconds(30))
                .until(() -> scrape().getOrDefault(LIFECYCLE.formatted(11), 1.0) == 0);

        Map<String, Double> metrics = scrape();

        assertThat(metrics)
                .containsEntry("hostkeysync_outbox_rows", 0.0)
                .containsEntry("hostkeysync_outbox_oldest_seconds", 0.0)
                .containsEntry("hostkeysync_sync_pending{state=\"due\"}", 0.0)
                .containsEntry("hostkeysync_sync_oldest_seconds", 0.0)
                .containsEntry("hostkeysync_zoom_held{class=\"light\",reason=\"refused\"}", 0.0)
                .containsEntry("hostkeysync_in_doubt", 0.0)
                .containsEntry(
                        "hostkeysync_webhooks_total{outcome=\"refused\",source=\"zoom\"}", 1.0)
                .containsEntry("hostkeysync_host_keys{state=\"pending\"}", 0.0)
                .containsEntry("hostkeysync_host_keys{state=\"active\"}", 1.0)
                .containsEntry("hostkeysync_host_keys{state=\"retired\"}", 0.0)
                .containsEntry("hostkeysync_dead_letters", 0.0)
                .containsEntry("hostkeysync_pipeline_state{state=\"ok\"}", 1.0)
                .containsEntry("hostkeysync_sync_seconds_count", 1.0)
                .containsEntry(
                        "hostkeysync_zoom_requests_total{operation=\"set_host_key\",outcome=\"done\"}",
                        1.0)
                .containsEntry(
                        "hostkeysync_scim_requests_seconds_count{method=\"POST\",resource=\"Users\",status=\"201\"}",
                        1.0);
        assertThat(metrics.keySet())
                .contains("hostkeysync_zoom_budget_used_ratio{class=\"light\"}")
                .anyMatch(name -> name.startsWith("hostkeysync_reveals_total{"));
        assertThat(metrics.entrySet())
                .filteredOn(one -> one.getKey().startsWith("hostkeysync_pipeline_state{"))
                .hasSize(5)
                .filteredOn(one -> one.getValue() == 1.0)
                .hasSize(1);
        assertThat(metrics.keySet())
                .containsAll(IntStream.range(0, 12).mapToObj(LIFECYCLE::formatted).toList());
        assertThat(get("/q/metrics").body().lines())
                .filteredOn(line -> line.startsWith("hostkeysync_consumer_lag"))
                .hasSize(24);
    }

    @Test
    void namesEveryPartAndHowItStands() {
        await("Kafka to be asked")
                .atMost(Duration.ofSeconds(30))
                .until(() -> part("Kafka").at("/data/state").asText().equals("answers"));

        assertThat(part("PostgreSQL").at("/data/state").asText()).isEqualTo("answers");
        assertThat(part("Keyset").at("/data/state").asText()).isEqualTo("opens every stored key");
        assertThat(part("Pipeline").at("/data/state").asText()).isEqualTo("ok");
        assertThat(part("Zoom budget").at("/data/held").asBoolean(true)).isFalse();
        assertThat(get("/q/health/live").json().path("checks")).isEmpty();
    }

    @Test
    void tellsThePipelineToOperatorsOnly() {
        truths.awaitAgreement(client.create(), 1, "issued");

        JsonNode pipeline = get("/api/v1/pipeline").json();

        assertThat(pipeline.path("state").asText()).isEqualTo("ok");
        assertThat(pipeline.path("reason").asText())
                .isEqualTo("What comes in goes out; nothing waits for us.");
        assertThat(pipeline.path("work").path("waiting").asInt(-1)).isZero();
        assertThat(pipeline.at("/zoom/budget/0/class").asText()).isEqualTo("light");
        assertThat(pipeline.path("samples")).isNotEmpty();
        assertThat(client.send("GET", "/api/v1/pipeline", Map.of(), new byte[0]).status())
                .isEqualTo(401);
    }

    @Test
    void isStalledWhileKafkaIsAwayAndStaysReady() {
        Backends.kafka().kill();

        await("the verdict")
                .atMost(Duration.ofSeconds(90))
                .until(() ->
                        get("/api/v1/pipeline").json().path("state").asText().equals("stalled"));
        assertThat(get("/api/v1/pipeline").json().path("reason").asText())
                .startsWith("Kafka has not answered for ");
        assertThat(get("/api/v1/pipeline").json().at("/kafka/answers").asBoolean(true)).isFalse();
        assertThat(scrape()).containsEntry("hostkeysync_pipeline_state{state=\"stalled\"}", 1.0);
        assertThat(scrape().keySet())
                .noneMatch(name -> name.startsWith("hostkeysync_consumer_lag"));
        assertThat(get("/q/metrics").body()).doesNotContain("hostkeysync_consumer_lag{");
        assertThat(part("Kafka").at("/data/mend").asText())
                .startsWith("check the brokers in KAFKA_BOOTSTRAP_SERVERS");
        assertThat(get("/q/health/live").status()).isEqualTo(200);
        Backends.kafka().restart();

        await("the end of it")
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/v1/pipeline").json().path("state").asText().equals("ok"));
        truths.awaitAgreement(client.create(), 1, "issued");
    }

    @Test
    void logsOneJsonObjectALine() {
        List<String> lines =
                service.output()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
                        .filter(line -> !Pattern.compile("^WARNING: ").matcher(line).find())
                        .toList();

        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> {
                    JsonNode entry = new JsonMapper().readTree(line);
                    assertThat(entry.path("level").asText()).isNotEmpty();
                    assertThat(entry.path("message").asText()).isNotEmpty();
                    assertThat(entry.path("timestamp").asText()).isNotEmpty();
                });
    }
}
