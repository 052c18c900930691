package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// A ledger on a real table, one transaction per call. Tests share the table and keep to users of
/// their own.
record LedgerFixture(Jdbi jdbi, HostKeySealer sealer, HostKeyLedger ledger) {

    static final Instant NOW = Instant.parse("2026-12-01T09:00:00.123456Z");

    private static final class Shared {
        static final Jdbi JDBI = TestDatabase.fresh().jdbi();
        static final HostKeySealer SEALER = Keysets.sealer(Keysets.aead());
    }

    static LedgerFixture shared() {
        return of(Shared.JDBI, Shared.SEALER, new SecureRandom(), NOW);
    }

    static LedgerFixture of(Jdbi jdbi, HostKeySealer sealer, RandomGenerator random, Instant now) {
        HostKeyGenerator generator = new HostKeyGenerator(random, new HostKeyPolicy(), 6);
        return new LedgerFixture(jdbi, sealer, new HostKeyLedger(generator, sealer, () -> now));
    }

    /// The same table a minute after [#NOW].
    LedgerFixture aMinuteLater() {
        return of(jdbi, sealer, new SecureRandom(), NOW.plusSeconds(60));
    }

    LedgerFixture drawing(long... numbers) {
        return of(jdbi, sealer, new ScriptedRandom(numbers), NOW);
    }

    static UserId newUser() {
        return new UserId(UUID.randomUUID());
    }

    <T> T inTransaction(Function<Handle, T> work) {
        return jdbi.inTransaction(work::apply);
    }

    OpenResult open(UserId user, boolean concealed) {
        return Optional.ofNullable(openAll(new OpenRequest(user, concealed)).get(user))
                .orElseThrow();
    }

    HostKey.Pending opened(UserId user) {
        return open(user, false).pending();
    }

    Map<UserId, OpenResult> openAll(OpenRequest... requests) {
        return inTransaction(tx -> ledger.open(tx, List.of(requests)));
    }

    Map<UserId, OpenResult> openAll(Collection<UserId> users) {
        return openAll(
                users.stream()
                        .map(user -> new OpenRequest(user, false))
                        .toArray(OpenRequest[]::new));
    }

    Optional<Activation> activate(UserId user, long version) {
        return inTransaction(tx -> ledger.activate(tx, user, version));
    }

    Map<UserId, Activation> activateAll(Collection<UserId> users, long version) {
        List<KeyVersion> versions =
                users.stream().map(user -> new KeyVersion(user, version)).toList();
        return inTransaction(tx -> ledger.activateAll(tx, versions));
    }

    /// Opens the next key of the user and confirms it.
    HostKey.Pending activated(UserId user) {
        HostKey.Pending pending = opened(user);
        Activation _ = activate(user, pending.version()).orElseThrow();
        return pending;
    }

    void markSent(UserId... users) {
        jdbi.useTransaction(tx -> ledger.markSent(tx, List.of(users)));
    }

    void forgetSent(UserId user, long version) {
        jdbi.useTransaction(tx -> ledger.forgetSent(tx, user, version));
    }

    boolean refuse(UserId user, long version) {
        return inTransaction(tx -> ledger.refuse(tx, user, version));
    }

    /// Opens the next key of the user, and Zoom will not have it.
    HostKey.Pending refused(UserId user) {
        HostKey.Pending pending = opened(user);
        if (!refuse(user, pending.version())) {
            throw new IllegalStateException("not refused");
        }
        return pending;
    }

    Optional<Revocation> revoke(UserId user) {
        return inTransaction(tx -> ledger.revokeAndShred(tx, user));
    }

    /// All versions of the user, oldest first, as the table has them.
    List<HostKey> rows(UserId user) {
        String sql = HostKeyRow.SELECT + "WHERE h.user_id = ANY (:users) ORDER BY h.version";
        return inTransaction(tx -> HostKeyRow.select(tx, sql, List.of(user)));
    }
}
