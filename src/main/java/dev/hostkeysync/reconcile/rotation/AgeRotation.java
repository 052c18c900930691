package dev.hostkeysync.reconcile.rotation;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.BatchConfig;
import dev.hostkeysync.provisioning.Lane;
import dev.hostkeysync.provisioning.Marks;
import dev.hostkeysync.provisioning.Order;
import dev.hostkeysync.provisioning.SyncReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

    /// "max age" in ASCII: one replica at a time.
    private static final long LOCK = 0x6d61_7820_6167_65L;

    private final Jdbi jdbi;
    private final KeyAges ages;
    private final SyncReader work;
    private final Marks marks;
    private final InstantSource clock;
    private final Optional<Duration> age;
    private final Lane lane;

    /// Where the next look begins. Some are found who cannot be rotated after all, such as those in
    /// `HOSTKEY_PROTECTED_USERS`: thousands of them must not stand in the way of the others.
    private KeyAges.Place looked = KeyAges.Place.BEGINNING;

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
        if (!tx.select("SELECT pg_try_advisory_xact_lock(?)", LOCK).mapTo(Boolean.class).one()) {
            return false;
        }
        int room = AT_ONCE - work.behind(tx, AT_ONCE);
        if (room <= 0) {
            return true;
        }
        List<KeyAges.Place> due = ages.due(tx, age, now, looked, room);
        List<UserId> users = due.stream().map(KeyAges.Place::userId).toList();
        if (!users.isEmpty()) {
            var _ = marks.mark(tx, users, Order.ROTATE, CAUSE, lane);
        }
        boolean isEnd = due.size() < room;
        looked = isEnd ? KeyAges.Place.BEGINNING : due.getLast();
        return !isEnd;
    }
}
