package dev.hostkeysync.ops.lag;

import dev.hostkeysync.outbox.Topic;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// What the brokers answered at one time.
public record LagReading(Instant at, List<PartitionLag> partitions) {

    public LagReading {
        partitions = List.copyOf(partitions);
    }

    public long lag(Topic topic) {
        return sum(topic, PartitionLag::lag);
    }

    /// Records that were ever written on the topic.
    long end(Topic topic) {
        return sum(topic, PartitionLag::end);
    }

    /// Records that our group has handled or passed over.
    long committed(Topic topic) {
        return sum(topic, PartitionLag::committed);
    }

    Stream<PartitionLag> of(Topic topic) {
        return partitions.stream().filter(partition -> partition.topic() == topic);
    }

    private long sum(Topic topic, ToLongFunction<PartitionLag> part) {
        return of(topic).mapToLong(part).sum();
    }
}
