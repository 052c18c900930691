package dev.hostkeysync.access;

import dev.hostkeysync.common.DatabaseFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// The stored tokens as they were at the last look, a few seconds ago: a request with one of them
/// reads nothing. While the database is away the last look stays good, because a provider takes a
/// single 401 for the end of the whole connection.
@ApplicationScoped
class KnownTokens {

    private static final Logger LOG = Logger.getLogger(KnownTokens.class);

    private final TokenStore store;
    private volatile Map<TokenHash, TokenEntry> byHash = Map.of();
    private volatile boolean reachable = true;

    KnownTokens(TokenStore store) {
        this.store = store;
    }

    Optional<TokenEntry> find(TokenHash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    /// Whether the last look worked.
    boolean isReachable() {
        return reachable;
    }

    /// Looks again. NB: synchronized, so that a look from before a change is never kept after it.
    synchronized void refresh() {
        try {
            byHash =
                    store.live().stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            TokenEntry::hash, Function.identity()));
            if (!reachable) {
                reachable = true;
                LOG.info("Tokens can be read from the database again");
            }
        } catch (RuntimeException e) {
            if (!DatabaseFaults.mayPass(e)) {
                throw e;
            }
            if (reachable) {
                reachable = false;
                LOG.warnf(
                        "Cannot read the tokens (%s): those read before stay valid, others are told to come again."
                                + " Check DATABASE_URL and the database",
                        e.getClass().getSimpleName());
            }
        }
    }
}
