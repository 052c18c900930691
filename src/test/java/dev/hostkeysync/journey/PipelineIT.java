package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.stack.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What operators see of the whole: the health of each part, the pipeline, and a log for machines.
class PipelineIT {

    private static final String OPERATOR = "operator-token-0123456789";

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
    void namesEveryPartAndHowItStands() {
        await("Kafka to be asked")
                .atMost(Duration.ofSeconds(30))
                .until(() -> part("Kafka").at("/data/state").asText().equals("answers"));

        assertThat(part("PostgreSQL").at("/data/state").asText()).isEqualTo("answers");
        assertThat(part("Keyset").at("/data/state").asText()).isEqualTo("opens every stored key");
        assertThat(part("Pipeline").at("/data/state").asText()).isEqualTo("ok");
        assertThat(part("Zoom budget").at("/data/held").asBoolean(true)).isFalse();
        assertThat(get("/q/health/ready").json().path("checks"))
                // Quarkus' own, which has nothing to tell but that the process ends.
                .filteredOn(check -> !check.path("name").asText().equals("Graceful Shutdown"))
                .hasSize(5)
                .allSatisfy(check -> assertThat(check.at("/data/state").asText()).isNotEmpty());
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
        await("the next reading")
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        get("/q/metrics")
                                .body()
                                .contains("hostkeysync_pipeline_state{state=\"stalled\"} 1.0"));
        assertThat(get("/q/metrics").body()).doesNotContain("hostkeysync_consumer_lag{");
        assertThat(part("Kafka").at("/data/mend").asText())
                .startsWith("check the brokers in KAFKA_BOOTSTRAP_SERVERS");
        assertThat(part("Pipeline").at("/data/mend").asText())
                .isEqualTo("Check the brokers in KAFKA_BOOTSTRAP_SERVERS.");
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
