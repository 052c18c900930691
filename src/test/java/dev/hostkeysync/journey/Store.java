package dev.hostkeysync.journey;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.hostkey.CurrentKey;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyConfig;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.UserId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/// What PostgreSQL holds, read past the service and its proxy.
final class Store {

    /// A version with its digits, opened.
    record Key(long version, HostKeyDigits digits, boolean concealed) {}

    private final Jdbi jdbi;
    private final HostKeyLedger ledger;

    Store(DataSource database, String keyset) {
        this.jdbi = Jdbi.create(database);
        this.ledger =
                new HostKeyLedger(
                        new Config(Optional.of(Secret.of(keyset))),
                        new SecureRandom(),
                        InstantSource.system());
    }

    Jdbi jdbi() {
        return jdbi;
    }

    Optional<Key> active(String userId) {
        return current(userId).flatMap(CurrentKey::active).map(this::opened);
    }

    /// Every ACTIVE key that may be shown, by the user's e-mail address.
    Map<String, HostKeyDigits> activeByEmail() {
        return jdbi.withHandle(tx -> {
            Map<UserId, String> emails = new HashMap<>();
            tx.select("SELECT id, email FROM directory_user WHERE email IS NOT NULL")
                    .map((row, _) ->
                            Map.entry(new UserId(row.getObject(1, UUID.class)), row.getString(2)))
                    .forEach(user -> emails.put(user.getKey(), user.getValue()));
            Map<String, HostKeyDigits> keys = new HashMap<>();
            ledger.currentOf(tx, emails.keySet())
                    .forEach((user, key) ->
                            key.active()
                                    .filter(active -> !active.concealed())
                                    .ifPresent(active ->
                                            keys.put(
                                                    requireNonNull(emails.get(user)),
                                                    ledger.digitsOf(active))));
            return keys;
        });
    }

    Optional<Key> pending(String userId) {
        return current(userId).flatMap(CurrentKey::pending).map(this::opened);
    }

    /// DONE, DUE, WAITING, IN_DOUBT or REFUSED; empty when the consumer does not know the user yet.
    Optional<String> work(String userId) {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT state FROM sync_user WHERE user_id = ?",
                                UUID.fromString(userId))
                        .mapTo(String.class)
                        .findOne());
    }

    /// Calls to Zoom since the user was last marked; 0 when the consumer does not know them yet.
    long attempts(String userId) {
        return number("SELECT sum(attempts) FROM sync_user WHERE user_id = ?::uuid", userId);
    }

    /// Version of the last lifecycle event that was taken into account.
    long appliedVersion(String userId) {
        return number("SELECT sum(applied_version) FROM sync_user WHERE user_id = ?::uuid", userId);
    }

    /// The user's turn comes in a day, whatever the pauses say.
    void putOff(String userId) {
        int _ =
                jdbi.withHandle(handle ->
                        handle.execute(
                                "UPDATE sync_user SET due_at = now() + interval '1 day' WHERE user_id = ?::uuid",
                                userId));
    }

    /// Whether the ACTIVE version bears the mark of a drift.
    boolean drifted(String userId) {
        return number(
                        "SELECT count(*) FROM host_key WHERE user_id = ?::uuid AND state = 'ACTIVE' AND drifted_at IS NOT NULL",
                        userId)
                == 1;
    }

    /// Whether all that was accepted for the user is done: consumed, set at Zoom, announced.
    boolean settled(String userId) {
        String sql =
                """
                SELECT count(*) FROM directory_user d JOIN sync_user s ON s.user_id = d.id
                WHERE d.id = ?::uuid AND s.applied_version = d.version AND s.state = 'DONE'
                    AND NOT EXISTS (SELECT 1 FROM outbox WHERE key = d.id::text::bytea)
                """;
        return number(sql, userId) == 1;
    }

    /// The versions that ever became ACTIVE, in order.
    List<Long> activated(String userId) {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT version FROM host_key WHERE user_id = ? AND activated_at IS NOT NULL"
                                        + " ORDER BY version",
                                UUID.fromString(userId))
                        .mapTo(Long.class)
                        .list());
    }

    /// Versions whose digits are not shredded.
    long sealed(String userId) {
        return number(
                "SELECT count(*) FROM host_key WHERE user_id = ?::uuid AND sealed IS NOT NULL",
                userId);
    }

    long count(String table) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT count(*) FROM " + table).mapTo(Long.class).one());
    }

    /// Messages about the user that are committed and not yet taken out of the outbox, by topic.
    List<String> outbox(String userId) {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT topic FROM outbox WHERE convert_from(key, 'UTF8') = ? ORDER BY id",
                                userId)
                        .mapTo(String.class)
                        .list());
    }

    private long number(String sql, Object... parameters) {
        Optional<Long> number =
                jdbi.withHandle(
                        handle -> handle.select(sql, parameters).mapTo(Long.class).findOne());
        return number.orElse(0L);
    }

    private Optional<CurrentKey> current(String userId) {
        return jdbi.withHandle(tx -> ledger.current(tx, new UserId(UUID.fromString(userId))));
    }

    private Key opened(HostKey.Live key) {
        return new Key(key.version(), ledger.digitsOf(key), key.concealed());
    }

    private record Config(Optional<Secret> keyset) implements HostKeyConfig {

        @Override
        public int length() {
            return HostKeyDigits.MIN_LENGTH;
        }

        @Override
        public Optional<Path> keysetFile() {
            return Optional.empty();
        }
    }
}
