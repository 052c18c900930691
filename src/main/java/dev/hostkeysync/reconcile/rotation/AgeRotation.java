package dev.hostkeysync.reconcile.rotation;

import dev.hostkeysync.hostkey.KeyAges;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.BatchConfig;
import dev.hostkeysync.provisioning.Lane;
import dev.hostkeysync.provisioning.Marked;
import dev.hostkeysync.provisioning.Marks;
import dev.hostkeysync.provisioning.Order;
import dev.hostkeysync.provisioning.SyncReader;
import dev.hostkeysync.provisioning.SyncStanding;
import dev.hostkeysync.provisioning.SyncState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// One look at the ages of the keys: whoever's turn has come, and has nothing else under way, is
/// marked, a few hundred at a time. While as many wait behind the live work, for whatever reason,
/// nobody is added to them.
@ApplicationScoped
class AgeRotation {

    static final String CAUSE = "max-age";

    /// Users of one transaction, and users that wait at most.
    static final int AT_ONCE = 300;

    /// How long somebody is not looked at again who cannot be rotated: protected, switched off,
    /// waiting. Thousands of them must not stand in the way of the others.
    static final Duration PASSED_OVER = Duration.ofHours(1);

    /// "max age" in ASCII: one replica at a time.
    private static final long LOCK = 0x6d61_7820_6167_65L;

    private final Jdbi jdbi;
    private final KeyAges ages;
    private final SyncReader work;
    private final Marks marks;
    private final InstantSource clock;
    private final Optional<Duration> age;
    private final Lane lane;
    private final Map<UserId, Instant> passedOver = new HashMap<>();

    AgeRotation(
            Jdbi jdbi,
            KeyAges ages,
            SyncReader work,
            Marks marks,
            RotationConfig config,
            BatchConfig batch,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.ages = ages;
        this.work = work;
        this.marks = marks;
        this.clock = clock;
        this.age = config.maxAge().map(MaxAge::parse);
        this.lane = Lane.batch(batch.batchShare());
    }

    boolean isOn() {
        return age.isPresent();
    }

    /// Not for two threads at once.
    ///
    /// @return whether more of them may be due now
    boolean turn() {
        return age.isPresent() && jdbi.inTransaction(tx -> turn(tx, age.get()));
    }

    private boolean turn(Handle tx, Duration age) {
        Instant now = clock.instant();
        passedOver.values().removeIf(until -> !until.isAfter(now));
        if (!tx.select("SELECT pg_try_advisory_xact_lock(?)", LOCK).mapTo(Boolean.class).one()) {
            return false;
        }
        int room = AT_ONCE - work.behind(tx, AT_ONCE);
        if (room <= 0) {
            return true;
        }
        List<UserId> due = ages.due(tx, age, now, passedOver.keySet(), room);
        Map<UserId, SyncStanding> standings = work.of(tx, due);
        List<UserId> idle =
                due.stream()
                        .filter(user ->
                                Optional.ofNullable(standings.get(user))
                                        .filter(one -> one.state() == SyncState.DONE)
                                        .isPresent())
                        .toList();
        Map<UserId, Marked> marked =
                idle.isEmpty() ? Map.of() : marks.mark(tx, idle, Order.ROTATE, CAUSE, lane);
        due.stream()
                .filter(user -> marked.get(user) != Marked.DONE)
                .forEach(user -> passedOver.put(user, now.plus(PASSED_OVER)));
        return due.size() == room;
    }
}
