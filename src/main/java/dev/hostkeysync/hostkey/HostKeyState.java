package dev.hostkeysync.hostkey;

/// The three states of a version, as the table and the metric name them; see [HostKey].
public enum HostKeyState {
    PENDING,
    ACTIVE,
    RETIRED
}
