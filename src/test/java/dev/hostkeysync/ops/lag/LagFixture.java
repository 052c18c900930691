package dev.hostkeysync.ops.lag;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;

/// Brokers that say what a test wants.
public final class LagFixture implements GroupOffsets {

    private final ConsumerLag lag;
    private List<PartitionLag> partitions = List.of();

    public LagFixture(InstantSource clock) {
        this.lag = new ConsumerLag(this, clock, new SimpleMeterRegistry());
    }

    public ConsumerLag lag() {
        return lag;
    }

    /// The offsets of one partition of identity-lifecycle are read.
    public void read(long committed, long end) {
        partitions = List.of(new PartitionLag(ConsumerGroup.PROVISIONING, 0, committed, end));
        try {
            lag.read();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<PartitionLag> read() {
        return partitions;
    }

    @Override
    public void close() {}
}
