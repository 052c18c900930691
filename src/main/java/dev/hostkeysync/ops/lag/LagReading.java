package dev.hostkeysync.ops.lag;

import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// What the brokers answered at one time.
public record LagReading(Instant at, List<PartitionLag> partitions) {

    public LagReading {
        partitions = List.copyOf(partitions);
    }

    /// Records that the group has not handled yet.
    public long lag(ConsumerGroup group) {
        return sum(group, PartitionLag::lag);
    }

    /// Records that were ever written on the topic it reads.
    long end(ConsumerGroup group) {
        return sum(group, PartitionLag::end);
    }

    /// Records that it has handled or passed over.
    long committed(ConsumerGroup group) {
        return sum(group, PartitionLag::committed);
    }

    Stream<PartitionLag> of(ConsumerGroup group) {
        return partitions.stream().filter(partition -> partition.group() == group);
    }

    private long sum(ConsumerGroup group, ToLongFunction<PartitionLag> part) {
        return of(group).mapToLong(part).sum();
    }
}
