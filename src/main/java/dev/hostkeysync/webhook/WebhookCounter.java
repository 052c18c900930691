package dev.hostkeysync.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// `hostkeysync_webhooks_total{source,outcome}`, and who has been heard.
@ApplicationScoped
public class WebhookCounter {

    private final MeterRegistry metrics;
    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    public WebhookCounter(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /// @param source the adapter, such as `okta`
    public void count(String source, Outcome outcome) {
        countUnproved(source, outcome);
        if (outcome.isProved()) {
            boolean _ = heard.add(source);
        }
    }

    /// The same for what anybody can send, whatever comes of it: the sender was not heard by it.
    public void countUnproved(String source, Outcome outcome) {
        metrics.counter("hostkeysync_webhooks_total", "source", source, "outcome", outcome.label())
                .increment();
    }

    /// The senders that have proved themselves since the last call.
    Set<String> takeHeard() {
        Set<String> taken = Set.copyOf(heard);
        boolean _ = heard.removeAll(taken);
        return taken;
    }
}
