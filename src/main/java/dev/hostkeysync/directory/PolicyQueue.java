package dev.hostkeysync.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    /// The same for one who cannot wait for long.
    ///
    /// @return empty = it was not done
    <T> Optional<T> through(Duration atMost, Supplier<T> change) {
        try {
            if (!places.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(change.get());
        } finally {
            places.release();
        }
    }
}
