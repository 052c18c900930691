package dev.hostkeysync.zoomsim;

import java.time.Instant;

/// A host key that was set, and when.
public record HostKeyChange(String hostKey, Instant at) {}
