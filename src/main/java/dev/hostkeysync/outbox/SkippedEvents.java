package dev.hostkeysync.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts the events that a consumer without dead letters cannot handle and leaves out: there from
/// the start, so that the first one is seen too.
public final class SkippedEvents {

    private final Counter skipped;

    /// @param group as it is without `TOPIC_PREFIX`
    public SkippedEvents(MeterRegistry metrics, Topic topic, String group) {
        this.skipped =
                Counter.builder("hostkeysync_events_skipped_total")
                        .description("Events that a consumer could not handle and left out")
                        .tag("topic", topic.name(""))
                        .tag("group", group)
                        .register(metrics);
    }

    public void count() {
        skipped.increment();
    }
}
