package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Which key signs, and which are published. The first is made when one is needed; all replicas
/// share it through the database.
@ApplicationScoped
class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    /// The interoperability profile's minimum. More would cost each SET a multiple, and a key lives
    /// for as long as an operator wants.
    private static final int BITS = 2048;

    /// How long a new key is published before it signs: longer than receivers keep a key set.
    static final Duration LEAD = Duration.ofHours(1);

    /// How long an old key is published after it has signed for the last time.
    static final Duration AFTERLIFE = Duration.ofDays(7);

    /// After so long a change by another replica is seen.
    static final Duration FRESH = Duration.ofSeconds(10);

    private static final Problem WAITING =
            Problem.of("rotation-under-way", 409, "A new key is waiting already");

    private record Known(List<SigningKey> keys, Instant readAt) {}

    private final Jdbi jdbi;
    private final SigningKeyRows rows;
    private final AuditTrail audit;
    private final Ids ids;
    private final Supplier<KeyPair> pairs;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known = new Known(List.of(), Instant.MIN);

    @Inject
    SigningKeys(
            Jdbi jdbi,
            SigningKeyRows rows,
            AuditTrail audit,
            Ids ids,
            SecureRandom random,
            InstantSource clock) {
        this(jdbi, rows, audit, ids, () -> draw(random), clock);
    }

    /// @param pairs draws a pair of RSA keys
    SigningKeys(
            Jdbi jdbi,
            SigningKeyRows rows,
            AuditTrail audit,
            Ids ids,
            Supplier<KeyPair> pairs,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.audit = audit;
        this.ids = ids;
        this.pairs = pairs;
        this.clock = clock;
    }

    /// The key that signs now.
    SigningKey current() {
        return current(fresh(), clock.instant());
    }

    /// Those of the key set, the oldest first.
    List<SigningKey> published() {
        Instant now = clock.instant();
        return fresh().stream().filter(key -> key.isPublishedAt(now)).toList();
    }

    /// Makes a key that takes the place of the others: after [#LEAD], or at once when the others
    /// have come into wrong hands, who then are published no more.
    ///
    /// @throws dev.hostkeysync.common.ProblemException 409 while a new key is waiting for its time
    SigningKey rotate(boolean compromised, Peer by) {
        KeyPair pair = pairs.get();
        UUID id = ids.next();
        SigningKey made =
                jdbi.inTransaction(tx -> {
                    rows.lock(tx);
                    Instant now = clock.instant();
                    if (compromised) {
                        rows.removeAll(tx);
                    } else if (rows.list(tx).stream().anyMatch(key -> !key.signsAt(now))) {
                        throw WAITING.detail(
                                        "the newest key signs an hour after it was made; with"
                                                + " \"compromised\": true it is replaced at once")
                                .toException();
                    }
                    Instant signsFrom = compromised ? now : now.plus(LEAD);
                    rows.retire(tx, signsFrom.plus(AFTERLIFE));
                    SigningKey key = SigningKey.of(id, pair, now, by.label(), signsFrom);
                    rows.add(tx, key);
                    audit.record(
                            tx, by.label(), "ssf-signing-key.create", by.source(), "key " + id);
                    return key;
                });
        LOG.infof(
                "%s made the signing key %s, which signs from %s",
                by.label(), id, made.signsFrom());
        forget();
        return made;
    }

    /// The next look goes to the database.
    void forget() {
        known = new Known(List.of(), Instant.MIN);
    }

    private List<SigningKey> fresh() {
        Known now = known;
        if (isFresh(now)) {
            return now.keys();
        }
        reading.lock();
        try {
            if (!isFresh(known)) {
                known = new Known(read(), clock.instant());
            }
            return known.keys();
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Known one) {
        return !one.keys().isEmpty() && clock.instant().isBefore(one.readAt().plus(FRESH));
    }

    private List<SigningKey> read() {
        List<SigningKey> stored = jdbi.withHandle(rows::list);
        if (!stored.isEmpty()) {
            return stored;
        }
        KeyPair pair = pairs.get();
        return jdbi.inTransaction(tx -> {
            rows.lock(tx);
            if (rows.list(tx).isEmpty()) {
                Instant now = clock.instant();
                rows.add(tx, SigningKey.of(ids.next(), pair, now, "hostkey-sync", now));
            }
            return rows.list(tx);
        });
    }

    private static SigningKey current(List<SigningKey> keys, Instant now) {
        return keys.stream()
                .filter(key -> key.signsAt(now))
                .max(Comparator.comparing(SigningKey::signsFrom))
                // Another replica's clock is ahead of ours.
                .orElseGet(keys::getFirst);
    }

    static KeyPair draw(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }
}
