package dev.hostkeysync.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/// Whether the topics are as we rely on, whoever made them.
final class TopicCheck {

    /// One topic as the brokers describe it.
    ///
    /// @param settings by Kafka's names; absent where our user may not ask
    record Described(int partitions, Optional<Map<String, String>> settings) {}

    private TopicCheck() {}

    /// One sentence for the operator for each thing that is not as it must be.
    ///
    /// @param described the topics that are there, by their names on the broker
    static List<String> faults(String prefix, Map<String, Described> described) {
        List<String> faults = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            String name = topic.name(prefix);
            Described there = described.get(name);
            if (there != null) {
                partitions(topic, name, there.partitions()).ifPresent(faults::add);
                faults.addAll(settings(topic, name, there.settings()));
            }
        }
        return faults;
    }

    private static Optional<String> partitions(Topic topic, String name, int there) {
        if (there < topic.partitions()) {
            return Optional.of(
                    "The topic %s has %d partitions instead of %d: no more than %d replicas share its work. Adding some later would move users between them and break their order; make it anew while it is empty"
                            .formatted(name, there, topic.partitions(), there));
        }
        return there == topic.partitions()
                ? Optional.empty()
                : Optional.of(
                        "The topic %s has %d partitions instead of %d. It works, if it had them from its first record on; if they were added later, events of one user may have been applied out of order: run a drift check"
                                .formatted(name, there, topic.partitions()));
    }

    private static List<String> settings(
            Topic topic, String name, Optional<Map<String, String>> settings) {
        if (settings.isEmpty()) {
            return List.of(
                    "Whether the topic %s keeps its records cannot be told: give our user DescribeConfigs on it"
                            .formatted(name));
        }
        List<String> faults = new ArrayList<>();
        String policy = settings.get().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        if (policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            faults.add(
                    "The topic %s has cleanup.policy=%s: brokers throw away all but the last record of each user. Set it to delete"
                            .formatted(name, policy));
        }
        Duration kept = kept(settings.get());
        topic.retention()
                .filter(wanted -> kept.compareTo(wanted) < 0)
                .ifPresent(wanted ->
                        faults.add(
                                "The topic %s keeps its records for %d hours instead of %d: subscribers are not told of older events that they ask for. Set retention.ms=%d"
                                        .formatted(
                                                name,
                                                kept.toHours(),
                                                wanted.toHours(),
                                                wanted.toMillis())));
        return faults;
    }

    private static Duration kept(Map<String, String> settings) {
        long millis = Long.parseLong(settings.getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "-1"));
        return Duration.ofMillis(millis < 0 ? Long.MAX_VALUE : millis);
    }
}
