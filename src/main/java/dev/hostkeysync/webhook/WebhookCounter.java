package dev.hostkeysync.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/// `hostkeysync_webhooks_total{source,outcome}`.
@ApplicationScoped
public class WebhookCounter {

    private final MeterRegistry metrics;

    public WebhookCounter(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /// @param source the adapter, such as `okta`
    public void count(String source, Outcome outcome) {
        metrics.counter("hostkeysync_webhooks_total", "source", source, "outcome", outcome.label())
                .increment();
    }
}
