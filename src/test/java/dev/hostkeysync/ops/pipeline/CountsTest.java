package dev.hostkeysync.ops.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private void scim(String method, String status) {
        metrics.timer(
                        "hostkeysync.scim.requests",
                        "resource",
                        "Users",
                        "method",
                        method,
                        "status",
                        status)
                .record(Duration.ofMillis(3));
    }

    private void webhook(String outcome) {
        metrics.counter("hostkeysync_webhooks_total", "source", "okta", "outcome", outcome)
                .increment();
    }

    private void zoom(String outcome, int times) {
        metrics.counter(
                        "hostkeysync.zoom.requests",
                        "operation",
                        "set_host_key",
                        "outcome",
                        outcome)
                .increment(times);
    }

    @Test
    void countsWhatWasAcceptedOnly() {
        scim("POST", "201");
        scim("PATCH", "200");
        scim("DELETE", "204");
        scim("GET", "200");
        scim("POST", "409");
        scim("other", "200");
        webhook("changed");
        webhook("duplicate");
        webhook("refused");
        webhook("malformed");
        webhook("failed");

        Counts counts = Counts.read(metrics, NOW);

        assertThat(counts.scim()).isEqualTo(3);
        assertThat(counts.webhooks()).isEqualTo(2);
    }

    @Test
    void tellsRatesFromTwoCounts() {
        zoom("done", 5);
        Counts before = Counts.read(metrics, NOW);
        scim("POST", "201");
        webhook("changed");
        zoom("done", 20);
        zoom("throttled", 10);

        Counts counts = Counts.read(metrics, NOW.plusSeconds(10));

        assertThat(counts.scimPerSecond(before)).isEqualTo(0.1);
        assertThat(counts.webhooksPerSecond(before)).isEqualTo(0.1);
        assertThat(counts.zoomByOutcome(before)).isEqualTo(Map.of("done", 2.0, "throttled", 1.0));
        assertThat(counts.zoomPerSecond(before)).isEqualTo(3.0);
    }

    @Test
    void hasNoRateWithoutTime() {
        zoom("done", 5);
        Counts counts = Counts.read(metrics, NOW);

        assertThat(counts.zoomPerSecond(counts)).isZero();
    }
}
