package dev.hostkeysync.ops.lag;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Asks the brokers. An interface, so that a test can be the brokers.
interface GroupOffsets extends AutoCloseable {

    /// Every partition of the topics that our groups read; a topic that nobody has made yet has
    /// none.
    ///
    /// @throws ExecutionException when the brokers refuse it
    /// @throws TimeoutException when they do not answer within seconds
    List<PartitionLag> read() throws InterruptedException, ExecutionException, TimeoutException;

    @Override
    void close();
}
