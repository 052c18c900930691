package dev.hostkeysync.ops.lag;

/// One partition of what a group reads, as the brokers know it.
///
/// @param committed the offset our group goes on from
/// @param end the offset that the next record will have
public record PartitionLag(ConsumerGroup group, int partition, long committed, long end) {

    /// Records that our group has not handled yet, 0 or more: the two offsets are not read at the
    /// same moment.
    public long lag() {
        return Math.max(0, end - committed);
    }
}
