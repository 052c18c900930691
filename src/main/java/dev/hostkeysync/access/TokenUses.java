package dev.hostkeysync.access;

import dev.hostkeysync.common.DatabaseFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// When each token was last used. A request only notes it in memory; [#flush] writes it down.
@ApplicationScoped
class TokenUses {

    private final TokenStore store;
    private final InstantSource clock;
    private final Map<UUID, Instant> unwritten = new ConcurrentHashMap<>();

    TokenUses(TokenStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    void note(UUID token) {
        unwritten.put(token, clock.instant());
    }

    /// Writes down what was noted. What cannot be written because the database is away is kept for
    /// the next time.
    void flush() {
        Map<UUID, Instant> uses = new HashMap<>(unwritten);
        if (uses.isEmpty()) {
            return;
        }
        try {
            store.noteUses(uses);
            // A use noted meanwhile stays.
            uses.forEach(unwritten::remove);
        } catch (RuntimeException e) {
            if (!DatabaseFaults.mayPass(e)) {
                throw e;
            }
        }
    }
}
