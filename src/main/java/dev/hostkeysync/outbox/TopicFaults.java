package dev.hostkeysync.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// What is wrong with the topics, as this replica found them last.
@ApplicationScoped
public class TopicFaults {

    private volatile Optional<List<String>> last = Optional.empty();

    TopicFaults() {}

    /// One sentence for the operator for each fault, with what to do about it; absent until Kafka
    /// has answered.
    public Optional<List<String>> last() {
        return last;
    }

    void found(List<String> faults) {
        last = Optional.of(List.copyOf(faults));
    }
}
