package dev.hostkeysync.outbox;

import java.util.Collection;

/// Takes rows to the brokers. An interface, so that a test can be the broker.
interface Sender {

    /// Returns once every row is safe on all brokers in sync.
    ///
    /// @throws IllegalStateException when not all are; some may have arrived all the same
    void send(Collection<OutboxRow> rows);
}
