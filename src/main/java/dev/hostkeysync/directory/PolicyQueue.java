package dev.hostkeysync.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Where changes that lock the [Policy] wait before they take a connection: one after the other
/// holds its row, and those behind it must not hold all connections meanwhile.
@ApplicationScoped
class PolicyQueue {

    /// One works while the next is on its way.
    private final Semaphore places = new Semaphore(2, /* fair */ true);

    <T> T through(Supplier<T> change) {
        places.acquireUninterruptibly();
        try {
            return change.get();
        } finally {
            places.release();
        }
    }
}
