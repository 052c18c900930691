package dev.hostkeysync.subscription;

/// What a subscriber speaks. Each kind that is pushed has an [Encoder] of its own.
public enum Kind {
    /// Standard Webhooks 1.0: a POST for each event, signed with the subscription's secret.
    WEBHOOK,
    /// Shared Signals, RFC 8935: the transmitter pushes.
    SSF_PUSH,
    /// Shared Signals, RFC 8936: the receiver fetches and acknowledges.
    SSF_POLL;

    /// Whether the engine sends the deliveries. Others wait in [Deliveries] until they are fetched
    /// and acknowledged.
    public boolean pushed() {
        return this != SSF_POLL;
    }
}
