package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.sealing.UnreadableSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Takes deliveries off the list for this process.
@ApplicationScoped
class DeliveryLeases {

    private static final Logger LOG = Logger.getLogger(DeliveryLeases.class);

    /// Longer than the longest attempt by what a stopped process or a busy database may add.
    static final Duration LEASE = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Subscriptions subscriptions;
    private final SubscriptionSecrets secrets;
    private final DueDeliveries deliveries = new DueDeliveries();
    private final InstantSource clock;

    DeliveryLeases(
            Jdbi jdbi,
            Subscriptions subscriptions,
            SubscriptionSecrets secrets,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.clock = clock;
    }

    List<DueDeliveries.Due> due(Collection<Kind> kinds) {
        return jdbi.withHandle(handle -> deliveries.due(handle, kinds));
    }

    List<Work> take(Map<UUID, Integer> shares) {
        return jdbi.inTransaction(tx -> {
            Map<UUID, Optional<Receiver>> receivers = new HashMap<>();
            return deliveries.lease(tx, shares, LEASE).stream()
                    .map(one ->
                            new Work(
                                    one,
                                    receivers.computeIfAbsent(
                                            one.subscription(), id -> receiver(tx, id))))
                    .toList();
        });
    }

    private Optional<Receiver> receiver(Handle tx, UUID id) {
        return subscriptions
                .find(tx, id)
                .flatMap(one ->
                        secrets(tx, id)
                                .flatMap(live ->
                                        one.url()
                                                .map(url ->
                                                        new Receiver(id, one.kind(), url, live))));
    }

    private Optional<List<Secret>> secrets(Handle tx, UUID id) {
        try {
            return Optional.of(
                    secrets.live(tx, List.of(id), clock.instant()).getOrDefault(id, List.of()));
        } catch (UnreadableSecret e) {
            LOG.errorf(
                    "Cannot deliver to subscription %s: %s. Restore the keyset, or give it a new secret with"
                            + " POST /api/v1/subscriptions/%s/secret",
                    id, e.getMessage(), id);
            return Optional.empty();
        }
    }
}
