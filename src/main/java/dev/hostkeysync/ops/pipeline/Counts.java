package dev.hostkeysync.ops.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What this process has counted since its start.
///
/// @param scim accepted changes
/// @param webhooks accepted events
/// @param zoom calls by what came of them
record Counts(Instant at, long scim, long webhooks, Map<String, Long> zoom) {

    private static final Set<String> READING = Set.of("GET", "other");
    private static final Set<String> NOT_ACCEPTED = Set.of("refused", "malformed", "failed");

    Counts {
        zoom = Map.copyOf(zoom);
    }

    static Counts read(MeterRegistry metrics, Instant now) {
        Map<String, Long> zoom = new HashMap<>();
        for (Counter counter : metrics.find("hostkeysync.zoom.requests").counters()) {
            if (counter.count() > 0) {
                zoom.merge(tag(counter, "outcome"), (long) counter.count(), Long::sum);
            }
        }
        long webhooks = 0;
        for (Counter counter : metrics.find("hostkeysync_webhooks_total").counters()) {
            webhooks += NOT_ACCEPTED.contains(tag(counter, "outcome")) ? 0 : (long) counter.count();
        }
        long scim = 0;
        for (Timer timer : metrics.find("hostkeysync.scim.requests").timers()) {
            boolean accepted =
                    !READING.contains(tag(timer, "method")) && tag(timer, "status").startsWith("2");
            scim += accepted ? timer.count() : 0;
        }
        return new Counts(now, scim, webhooks, zoom);
    }

    double scimPerSecond(Counts before) {
        return perSecond(before, scim - before.scim);
    }

    double webhooksPerSecond(Counts before) {
        return perSecond(before, webhooks - before.webhooks);
    }

    double zoomPerSecond(Counts before) {
        return zoomByOutcome(before).values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// Every outcome that there ever was, 0 where there was none lately.
    Map<String, Double> zoomByOutcome(Counts before) {
        Map<String, Double> rates = new java.util.TreeMap<>();
        zoom.forEach((outcome, count) ->
                rates.put(
                        outcome, perSecond(before, count - before.zoom.getOrDefault(outcome, 0L))));
        return rates;
    }

    private double perSecond(Counts before, long more) {
        double seconds = Duration.between(before.at, at).toMillis() / 1000.0;
        return seconds > 0 ? more / seconds : 0;
    }

    private static String tag(io.micrometer.core.instrument.Meter meter, String name) {
        String value = meter.getId().getTag(name);
        return value == null ? "" : value;
    }
}
