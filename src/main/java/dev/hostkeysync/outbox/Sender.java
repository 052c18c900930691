package dev.hostkeysync.outbox;

import java.util.Collection;
import java.util.List;

/// Takes rows to the brokers. An interface, so that a test can be the broker.
interface Sender {

    /// Returns once every row is safe on all brokers in sync, but for those that are too large for
    /// them.
    ///
    /// @return the rows that are too large
    /// @throws IllegalStateException when any other is not safe; some may have arrived all the same
    List<OutboxRow> send(Collection<OutboxRow> rows);
}
