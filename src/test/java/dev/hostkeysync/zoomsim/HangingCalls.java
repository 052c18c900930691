package dev.hostkeysync.zoomsim;

/// Where calls hang until they are let go.
final class HangingCalls {

    private int hanging;
    private long releases;
    private long abandonments;

    /// Waits for the next release.
    ///
    /// @return false when the simulator was reset or closed instead: the call is to end, without
    ///   effect
    synchronized boolean hang() throws InterruptedException {
        long released = releases;
        long abandoned = abandonments;
        hanging++;
        try {
            while (released == releases && abandoned == abandonments) {
                wait();
            }
            return abandoned == abandonments;
        } finally {
            hanging--;
        }
    }

    synchronized void release() {
        releases++;
        notifyAll();
    }

    synchronized void abandon() {
        abandonments++;
        notifyAll();
    }

    synchronized int count() {
        return hanging;
    }
}
