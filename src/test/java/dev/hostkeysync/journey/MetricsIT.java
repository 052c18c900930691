package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every metric of the contract, with its value after one user came.
class MetricsIT {

    private static final String LIFECYCLE =
            "hostkeysync_consumer_lag{group=\"hostkey-sync\",partition=\"%d\",topic=\"identity-lifecycle\"}";

    private static final String REVEALED = "hostkeysync_reveals_total{outcome=\"revealed\"}";

    private static Installation installation;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        installation = Installation.of("metrics");
        client = installation.client(installation.start());
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    /// Series by name with labels.
    private static Map<String, Double> scrape() {
        return client.send("GET", "/q/metrics", Map.of(), new byte[0])
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

    @Test
    void hasEveryMetricOfTheContract() {
        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");
        double revealed = scrape().getOrDefault(REVEALED, 0.0);
        assertThat(client.reveal(zoe.email()).status()).isEqualTo(200);
        assertThat(client.send("POST", "/webhooks/zoom", Map.of(), "{}".getBytes(UTF_8)).status())
                .isEqualTo(401);
        installation.topics().awaitConsumed();
        await("new readings")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        scrape().getOrDefault(LIFECYCLE.formatted(11), 1.0) == 0
                                && scrape().getOrDefault(
                                                        "hostkeysync_host_keys{state=\"active\"}",
                                                        0.0)
                                        == 1);

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
                .containsEntry("hostkeysync_sync_seconds_bucket{le=\"3600.0\"}", 1.0)
                .containsEntry(
                        "hostkeysync_zoom_requests_total{operation=\"set_host_key\",outcome=\"done\"}",
                        1.0)
                .containsEntry(
                        "hostkeysync_scim_requests_seconds_count{method=\"POST\",resource=\"Users\",status=\"201\"}",
                        1.0);
        assertThat(
                        metrics.get(
                                "hostkeysync_scim_requests_seconds_sum{method=\"POST\",resource=\"Users\",status=\"201\"}"))
                .isBetween(0.0001, 10.0);
        assertThat(metrics)
                .containsEntry(REVEALED, revealed + 1)
                .containsEntry("hostkeysync_reveals_total{outcome=\"limited\"}", 0.0);
        assertThat(metrics.keySet())
                .contains("hostkeysync_zoom_budget_used_ratio{class=\"light\"}");
        assertThat(metrics.entrySet())
                .filteredOn(one -> one.getKey().startsWith("hostkeysync_pipeline_state{"))
                .hasSize(5)
                .filteredOn(one -> one.getValue() == 1.0)
                .hasSize(1);
        assertThat(metrics.keySet())
                .containsAll(IntStream.range(0, 12).mapToObj(LIFECYCLE::formatted).toList());
        assertThat(client.send("GET", "/q/metrics", Map.of(), new byte[0]).body().lines())
                .filteredOn(line -> line.startsWith("hostkeysync_consumer_lag"))
                .hasSize(24);
    }
}
