package dev.hostkeysync.outbox;

import dev.hostkeysync.common.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// An outbox for tests of others, and a look at what is in it.
public final class OutboxFixture {

    private OutboxFixture() {}

    public static Outbox outbox() {
        return new Outbox(config(), new RelayBell());
    }

    public static OutboxLevels levels(Samples samples) {
        return new OutboxLevels(samples);
    }

    /// As a replica found the topics.
    public static TopicFaults topicFaults(String... found) {
        TopicFaults faults = new TopicFaults();
        faults.found(List.of(found));
        return faults;
    }

    public static OutboxConfig config() {
        return new Defaults();
    }

    /// None of them is there.
    public static Brokers brokers() {
        return new Brokers(Map.of("bootstrap.servers", "127.0.0.1:1"));
    }

    /// Topic, type and key of each row, in order.
    public static List<String> lines(Jdbi jdbi) {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT topic || ' ' || headers[array_position(headers, 'ce_type') + 1] || ' '"
                                        + " || convert_from(key, 'UTF8') FROM outbox ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    /// The values of the rows as text, in order.
    public static List<String> values(Jdbi jdbi) {
        return jdbi.withHandle(handle ->
                handle.select("SELECT convert_from(value, 'UTF8') FROM outbox ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    private record Defaults() implements OutboxConfig {

        @Override
        public Optional<String> prefix() {
            return Optional.empty();
        }

        @Override
        public short replicationFactor() {
            return -1;
        }

        @Override
        public Duration relayPollInterval() {
            return Duration.ofSeconds(1);
        }
    }
}
