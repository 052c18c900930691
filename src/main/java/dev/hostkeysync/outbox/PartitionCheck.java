package dev.hostkeysync.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether topics that somebody else made have the partitions we rely on.
final class PartitionCheck {

    private PartitionCheck() {}

    /// One sentence for the operator for each topic that is not as it must be.
    ///
    /// @param partitions of the topics that are there, by their names on the broker
    static List<String> faults(String prefix, Map<String, Integer> partitions) {
        List<String> faults = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            String name = topic.name(prefix);
            int there = partitions.getOrDefault(name, topic.partitions());
            if (there < topic.partitions()) {
                faults.add(
                        "The topic %s has %d partitions instead of %d: no more than %d replicas share its work. Adding some later would move users between them and break their order; make it anew while it is empty"
                                .formatted(name, there, topic.partitions(), there));
            } else if (there > topic.partitions()) {
                faults.add(
                        "The topic %s has %d partitions instead of %d. It works, if it had them from its first record on; if they were added later, events of one user may have been applied out of order: run a drift check"
                                .formatted(name, there, topic.partitions()));
            }
        }
        return faults;
    }
}
