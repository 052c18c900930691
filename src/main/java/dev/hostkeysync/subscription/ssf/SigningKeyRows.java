package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.sealing.Sealed;
import dev.hostkeysync.sealing.SecretSealer;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table `ssf_signing_key`. Every method runs in the caller's transaction.
@ApplicationScoped
public class SigningKeyRows {

    static final String TABLE = "ssf_signing_key";

    private final SecretSealer sealer;

    SigningKeyRows(SecretSealer sealer) {
        this.sealer = sealer;
    }

    /// Nobody else changes the keys until the transaction ends.
    void lock(Handle tx) {
        int _ = tx.execute("LOCK TABLE ssf_signing_key IN EXCLUSIVE MODE");
    }

    /// The oldest first.
    ///
    /// @throws dev.hostkeysync.sealing.UnreadableSecret when one does not open
    List<SigningKey> list(Handle handle) {
        return handle.select("SELECT * FROM ssf_signing_key ORDER BY signs_from, id")
                .map((row, _) -> read(row))
                .list();
    }

    void add(Handle tx, SigningKey key) {
        Secret pkcs8 = Secret.of(Base64.getEncoder().encodeToString(key.privateKey().getEncoded()));
        Sealed sealed = sealer.seal(TABLE, key.id(), pkcs8);
        int _ =
                tx.execute(
                        """
                        INSERT INTO ssf_signing_key (id, public_key, sealed, seal_key_id, created_at, created_by, signs_from)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                        key.id(),
                        key.publicKey(),
                        sealed.ciphertext(),
                        sealed.keyId(),
                        time(key.createdAt()),
                        key.createdBy(),
                        time(key.signsFrom()));
    }

    /// The keys that are there have been replaced; they stay published until then.
    void retire(Handle tx, Instant until) {
        int _ =
                tx.execute(
                        "UPDATE ssf_signing_key SET published_until = ? WHERE published_until IS NULL",
                        time(until));
    }

    void removeAll(Handle tx) {
        int _ = tx.execute("DELETE FROM ssf_signing_key");
    }

    /// Forgets the keys that are published no more.
    int prune(Handle tx, Instant now) {
        return tx.execute("DELETE FROM ssf_signing_key WHERE published_until <= ?", time(now));
    }

    /// Whether the keyset opens what is stored.
    ///
    /// @return one line per key that sealed something and is missing
    public List<String> checkKeyset(Handle handle) {
        return handle
                .select("SELECT seal_key_id, count(*) FROM ssf_signing_key GROUP BY 1 ORDER BY 1")
                .map((row, _) -> Map.entry(row.getInt(1), row.getLong(2)))
                .stream()
                .filter(entry -> !sealer.knows(entry.getKey()))
                .map(entry ->
                        "HOSTKEY_KEYSET: does not contain key %s, with which %d signing keys are sealed; expected the keyset that sealed them (a new key is added to it with `script/keyset add`, never put in its place)"
                                .formatted(
                                        Integer.toUnsignedString(entry.getKey()), entry.getValue()))
                .toList();
    }

    private SigningKey read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Secret pkcs8 = sealer.open(TABLE, id, new Sealed(row.getBytes("sealed")));
        @Nullable OffsetDateTime end = row.getObject("published_until", OffsetDateTime.class);
        return new SigningKey(
                id,
                row.getString("public_key"),
                privateKey(pkcs8),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getObject("signs_from", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(end).map(OffsetDateTime::toInstant));
    }

    private static PrivateKey privateKey(Secret pkcs8) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pkcs8.reveal())));
        } catch (GeneralSecurityException | RuntimeException _) {
            // NB: the cause may quote the key.
            throw new IllegalStateException("a row of ssf_signing_key holds no RSA key");
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
