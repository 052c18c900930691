package dev.hostkeysync.outbox;

/// The topics of the service. The partition count is part of the contract: it is the number of
/// replicas that can share the work, and changing it later would move users between partitions and
/// break their order.
public enum Topic {
    IDENTITY_LIFECYCLE("identity-lifecycle", 12),
    IDENTITY_LIFECYCLE_DLQ("identity-lifecycle-dlq", 1),
    HOST_KEY_EVENTS("host-key-events", 12);

    private final String baseName;
    private final int partitions;

    Topic(String baseName, int partitions) {
        this.baseName = baseName;
        this.partitions = partitions;
    }

    /// The name on the broker.
    public String name(String prefix) {
        return prefix + baseName;
    }

    public int partitions() {
        return partitions;
    }
}
