package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.sealing.Keyset;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Every version of every user's host key: the only readable copy there is. The one writer of the
/// table `host_key`.
///
/// Every method runs in the caller's transaction, at PostgreSQL's READ COMMITTED, and takes many
/// users in a few statements. Two transactions may work on the same user at once: they meet at the
/// rows, and each sees a state that the diagram of [HostKey] allows.
@ApplicationScoped
public class HostKeyLedger {

    private static final String LIVE =
            HostKeyRow.SELECT + " WHERE h.user_id = ANY (:users) AND h.state <> 'RETIRED'";

    private final HostKeyOpening opening;
    private final Drift drift;
    private final HostKeySealer sealer;
    private final InstantSource clock;

    /// @throws RuntimeException when the keyset cannot be used; [HostKeyConfig#SETTINGS] says it in
    ///   words before
    @Inject
    public HostKeyLedger(HostKeyConfig config, SecureRandom random, InstantSource clock) {
        this(
                new HostKeyGenerator(random, new HostKeyPolicy(), config.length()),
                new HostKeySealer(Keyset.of(config.keyset(), config.keysetFile())),
                clock);
    }

    HostKeyLedger(HostKeyGenerator generator, HostKeySealer sealer, InstantSource clock) {
        this.opening = new HostKeyOpening(generator, sealer);
        this.drift = new Drift(sealer);
        this.sealer = sealer;
        this.clock = clock;
    }

    /// For each user one PENDING key: the one that is on record, its digits untouched (invariant
    /// I6) and its concealment set as asked, or a fresh one. One that somebody was told is kept
    /// too, and outdated: another has to follow it. Locks the rows until the transaction ends, so
    /// that nobody confirms or retires them meanwhile. Shreds what is older than the five versions
    /// that are remembered against repetition.
    ///
    /// @param requests the last one counts where a user appears twice
    public Map<UserId, OpenResult> open(Handle tx, Collection<OpenRequest> requests) {
        return opening.open(tx, requests, now());
    }

    /// Zoom said 204: PENDING becomes ACTIVE and takes the place of the ACTIVE one. Empty when the
    /// version is not PENDING any more: nothing is changed then.
    public Optional<Activation> activate(Handle tx, UserId user, long version) {
        return Optional.ofNullable(
                activateAll(tx, List.of(new KeyVersion(user, version))).get(user));
    }

    /// The same for many users, at most one version of each; those whose version is not PENDING any
    /// more are missing in the result.
    public Map<UserId, Activation> activateAll(Handle tx, Collection<KeyVersion> versions) {
        return HostKeyActivation.activate(tx, versions, now());
    }

    /// Notes that the PENDING digits of these users are about to be sent: from the commit on they
    /// are in doubt. Whatever somebody else set before that, they take its place.
    public void markSent(Handle tx, Collection<UserId> users) {
        if (users.isEmpty()) {
            return;
        }
        int _ =
                tx.createUpdate(
                                """
                                UPDATE host_key SET sent_at = coalesce(sent_at, :now), drifted_at = NULL
                                WHERE user_id = ANY (:users) AND state = 'PENDING'
                                """)
                        .bindArray("users", UUID.class, users.stream().map(UserId::value).toList())
                        .bind("now", now().atOffset(ZoneOffset.UTC))
                        .execute();
    }

    /// Notes that somebody is told a PENDING version, in doubt as it is: a key that is asked for
    /// after this must be another one.
    public void markTold(Handle tx, UserId user, long version) {
        int _ =
                tx.createUpdate(
                                """
                                UPDATE host_key SET told_at = coalesce(told_at, :now)
                                WHERE user_id = :user AND version = :version AND state = 'PENDING'
                                """)
                        .bind("user", user.value())
                        .bind("version", version)
                        .bind("now", now().atOffset(ZoneOffset.UTC))
                        .execute();
    }

    /// Notes that what was drawn for these users up to that time, and is not in force yet, may be
    /// known to somebody: another key has to take its place.
    public void outdate(Handle tx, Collection<UserId> users, Instant openedUntil) {
        PendingRows.outdate(tx, users, openedUntil);
    }

    /// To be called before digits are sent: outdated ones that Zoom cannot hold are retired, and
    /// others are on record in their place. Those that it may hold stay (invariant I6); another key
    /// follows them once they are in force.
    public void renew(Handle tx, Collection<UserId> users) {
        opening.renew(tx, users, now());
    }

    /// Which of these users have a PENDING version that answers a wish for another key: nobody was
    /// told it, or another one follows it anyway.
    public Set<UserId> awaitingAnother(Handle tx, Collection<UserId> users) {
        return tx.createQuery(
                        """
                        SELECT user_id FROM host_key
                        WHERE user_id = ANY (:users) AND state = 'PENDING' AND (told_at IS NULL OR outdated)
                        """)
                .bindArray("users", UUID.class, users.stream().map(UserId::value).toList())
                .map((row, _) -> new UserId(row.getObject("user_id", UUID.class)))
                .set();
    }

    /// Zoom said clearly that it does not hold these digits; they are in doubt no longer.
    public void forgetSent(Handle tx, UserId user, long version) {
        int _ =
                tx.createUpdate(
                                """
                                UPDATE host_key SET sent_at = NULL
                                WHERE user_id = :user AND version = :version AND state = 'PENDING'
                                """)
                        .bind("user", user.value())
                        .bind("version", version)
                        .execute();
    }

    /// Zoom read the digits and will not have them: PENDING becomes RETIRED, the digits stay sealed
    /// so that they are not drawn again soon. `false` when the version is not PENDING any more.
    public boolean refuse(Handle tx, UserId user, long version) {
        int refused =
                tx.createUpdate(
                                """
                                UPDATE host_key SET state = 'RETIRED', retired_at = :now, retired_as = 'REFUSED'
                                WHERE user_id = :user AND version = :version AND state = 'PENDING'
                                """)
                        .bind("user", user.value())
                        .bind("version", version)
                        .bind("now", now().atOffset(ZoneOffset.UTC))
                        .execute();
        return refused == 1;
    }

    /// The user is gone from Zoom: whatever is not retired becomes RETIRED, and the digits of every
    /// version, retired ones too, are forgotten for good. Tells which version was ACTIVE, or that
    /// up to which a restored database left numbers out: newer ones may have been announced before
    /// the restore. Empty when none was ACTIVE, and then there is nothing to announce.
    public Optional<Revocation> revokeAndShred(Handle tx, UserId user) {
        // A row that was retired before keeps its end, and is touched only while it holds digits.
        String sql =
                """
                UPDATE host_key SET sealed = NULL, state = 'RETIRED',
                    retired_at = coalesce(retired_at, :now), retired_as = coalesce(retired_as, 'REVOKED')
                WHERE user_id = :user AND (state <> 'RETIRED' OR sealed IS NOT NULL)
                RETURNING concealed,
                    greatest(version, (SELECT max(r.version) FROM host_key r WHERE r.user_id = :user AND r.cause = 'restore'))
                        AS version,
                    retired_as = 'REVOKED' AND activated_at IS NOT NULL AS was_active
                """;
        Instant now = now();
        return tx
                .createQuery(sql)
                .bind("user", user.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, _) ->
                        row.getBoolean("was_active")
                                ? Optional.of(
                                        new Revocation(
                                                user,
                                                row.getLong("version"),
                                                row.getBoolean("concealed"),
                                                now))
                                : Optional.<Revocation>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// What Zoom holds or may hold for the user; empty when there is no key.
    public Optional<CurrentKey> current(Handle tx, UserId user) {
        return Optional.ofNullable(currentOf(tx, List.of(user)).get(user));
    }

    /// The same for many users; those without a key are missing in the result.
    public Map<UserId, CurrentKey> currentOf(Handle tx, Collection<UserId> users) {
        Map<UserId, CurrentKey> keys = new HashMap<>();
        for (HostKey key : HostKeyRow.select(tx, LIVE, users)) {
            CurrentKey before = keys.getOrDefault(key.userId(), CurrentKey.NONE);
            keys.put(key.userId(), before.with(key));
        }
        return keys;
    }

    public Map<UserId, HostKey.Pending> pendingOf(Handle tx, Collection<UserId> users) {
        Map<UserId, HostKey.Pending> pending = new HashMap<>();
        currentOf(tx, users)
                .forEach((user, key) -> key.pending().ifPresent(row -> pending.put(user, row)));
        return pending;
    }

    /// Zoom says that the user's host key was changed: whether somebody else did that, so that what
    /// is stored is not the key in force. Not so when it is one of ours, or when a key of ours was
    /// set since.
    ///
    /// @param reported the digits, compared here and kept nowhere; empty when Zoom did not tell
    ///   them: then the change is taken for ours if we made one within five minutes
    /// @param at when it was changed, by Zoom's clock
    public boolean isDrift(Handle tx, UserId user, Optional<HostKeyDigits> reported, Instant at) {
        return drift.isDrift(tx, user, reported, at);
    }

    /// Marks what is stored of these users as not being the key in force. A version that was sent
    /// to Zoom since is not marked: it took the place of the foreign one.
    ///
    /// @param heardAt when we were told, of each user
    /// @return those who have a marked version now
    public Set<UserId> markDrifted(Handle tx, Map<UserId, Instant> heardAt) {
        return drift.mark(tx, heardAt);
    }

    /// How many users have another key at Zoom than the stored one.
    public long countDrifted(Handle tx) {
        return tx.select(
                        "SELECT count(*) FROM host_key WHERE drifted_at IS NOT NULL AND state ="
                                + " 'ACTIVE'")
                .mapTo(Long.class)
                .one();
    }

    /// Opens the seal. Every caller is a place where the digits may leak: keep them few.
    ///
    /// @throws UnreadableHostKey when the keyset is not the one that sealed it
    public HostKeyDigits digitsOf(HostKey.Live key) {
        return sealer.open(key.userId(), key.version(), key.sealed());
    }

    /// How many versions are in each state; every state is there. Reads the whole table: once a
    /// minute is often enough.
    public Map<HostKeyState, Long> countByState(Handle tx) {
        Map<HostKeyState, Long> counts = new EnumMap<>(HostKeyState.class);
        for (HostKeyState state : HostKeyState.values()) {
            counts.put(state, 0L);
        }
        tx.createQuery("SELECT state, count(*) AS versions FROM host_key GROUP BY state")
                .map((row, _) ->
                        Map.entry(
                                HostKeyState.valueOf(row.getString("state")),
                                row.getLong("versions")))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    /// Opens one stored key for each key of the keyset that sealed any, so that a node with a wrong
    /// keyset is found out before it does harm.
    ///
    /// @return one line per fault for the operator
    public List<String> checkKeyset(Handle tx) {
        return new KeysetCheck(sealer).faults(tx);
    }

    // PostgreSQL keeps microseconds; what we return must be what we would read back.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
