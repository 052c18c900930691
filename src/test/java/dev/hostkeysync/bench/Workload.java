package dev.hostkeysync.bench;

import java.nio.ByteBuffer;

/// What is sent, and what is done with the answers. Called from the generator's one thread: it must
/// be quick.
interface Workload {

    /// @param number of the request, from 0 and never twice
    byte[] request(long number);

    /// @param body of the answer; good until this returns
    /// @param nanoTime when the answer was whole
    /// @throws IllegalStateException when it is not the answer that was asked for: the measurement
    ///   would be of something else
    void answered(int status, ByteBuffer body, long nanoTime);
}
