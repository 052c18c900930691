package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.sealing.Sealed;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.sealing.UnreadableSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The table `subscription_secret`. A secret must be used for every delivery, so it is sealed
/// rather than hashed. Every method runs in the caller's transaction.
@ApplicationScoped
public class SubscriptionSecrets {

    static final String TABLE = "subscription_secret";

    private record Row(UUID subscription, UUID id, Sealed sealed) {}

    private final SecretSealer sealer;
    private final Ids ids;

    public SubscriptionSecrets(SecretSealer sealer, Ids ids) {
        this.sealer = sealer;
        this.ids = ids;
    }

    /// Makes this the current secret.
    ///
    /// @param overlap how long the one before stays live beside it; one before that ends now
    public void replace(
            Handle tx, UUID subscription, Secret secret, Instant now, Duration overlap) {
        int _ =
                tx.execute(
                        "DELETE FROM subscription_secret WHERE subscription_id = ? AND retires_at IS NOT NULL",
                        subscription);
        int _ =
                tx.execute(
                        "UPDATE subscription_secret SET retires_at = ? WHERE subscription_id = ?",
                        Rows.time(now.plus(overlap)),
                        subscription);
        UUID id = ids.next();
        Sealed sealed = sealer.seal(TABLE, id, secret);
        int _ =
                tx.execute(
                        """
                        INSERT INTO subscription_secret (id, subscription_id, sealed, seal_key_id, created_at)
                        VALUES (?, ?, ?, ?, ?)
                        """,
                        id,
                        subscription,
                        sealed.ciphertext(),
                        sealed.keyId(),
                        Rows.time(now));
    }

    /// It has none from now on.
    public void forget(Handle tx, UUID subscription) {
        int _ =
                tx.execute(
                        "DELETE FROM subscription_secret WHERE subscription_id = ?", subscription);
    }

    /// The live secrets of these subscriptions, the newest first; those without any are missing.
    /// One that does not open is left out where another does: a new secret must help at once.
    ///
    /// @throws dev.hostkeysync.sealing.UnreadableSecret when none of a subscription opens
    public Map<UUID, List<Secret>> live(
            Handle handle, Collection<UUID> subscriptions, Instant now) {
        Map<UUID, List<Secret>> live = new LinkedHashMap<>();
        Map<UUID, UnreadableSecret> unreadable = new LinkedHashMap<>();
        handle.select(
                        """
                        SELECT subscription_id, id, sealed FROM subscription_secret
                        WHERE subscription_id = ANY (?) AND (retires_at IS NULL OR retires_at > ?)
                        ORDER BY retires_at DESC NULLS FIRST
                        """,
                        subscriptions.toArray(UUID[]::new),
                        Rows.time(now))
                .map((row, _) ->
                        new Row(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                new Sealed(row.getBytes(3))))
                .forEach(row -> {
                    try {
                        Secret secret = sealer.open(TABLE, row.id(), row.sealed());
                        live.computeIfAbsent(row.subscription(), _ -> new ArrayList<>())
                                .add(secret);
                    } catch (UnreadableSecret e) {
                        var _ = unreadable.put(row.subscription(), e);
                    }
                });
        unreadable.forEach((subscription, e) -> {
            if (!live.containsKey(subscription)) {
                throw e;
            }
        });
        return live;
    }

    /// Forgets the secrets that were replaced and have had their time.
    void prune(Handle tx, Instant now) {
        int _ = tx.execute("DELETE FROM subscription_secret WHERE retires_at <= ?", Rows.time(now));
    }

    /// Whether the keyset opens what is stored.
    ///
    /// @return one line per key that sealed something and is missing
    public List<String> checkKeyset(Handle handle) {
        return handle
                .select(
                        "SELECT seal_key_id, count(*) FROM subscription_secret GROUP BY seal_key_id ORDER BY 1")
                .map((row, _) -> Map.entry(row.getInt(1), row.getLong(2)))
                .stream()
                .filter(entry -> !sealer.knows(entry.getKey()))
                .map(entry ->
                        "HOSTKEY_KEYSET: does not contain key %s, with which %d secrets of subscriptions are sealed; expected the keyset that sealed them (a new key is added to it with `script/keyset add`, never put in its place)"
                                .formatted(
                                        Integer.toUnsignedString(entry.getKey()), entry.getValue()))
                .toList();
    }
}
