package dev.hostkeysync.reconcile.preflight;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.directory.ProfileNewsConfig;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.zoom.HostKeyLock;
import dev.hostkeysync.zoom.LockChange;
import dev.hostkeysync.zoom.SightingsFixture;
import dev.hostkeysync.zoom.limit.Plan;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// A set-up in which users may change their own host key until it is locked, for tests of others.
public final class PreflightFixture {

    private final TestZoom zoom = new TestZoom();
    private final Preflight preflight;
    private final HostKeyLocking locking;

    public PreflightFixture(Jdbi jdbi, InstantSource clock) {
        zoom.lock = new HostKeyLock.NotLocked(Set.of());
        this.preflight =
                new Preflight(
                        zoom,
                        SightingsFixture.none(),
                        new WebhookMemory(jdbi),
                        new TestZoom.Config(Plan.PRO, OptionalInt.empty()),
                        () -> ProfileNewsConfig.Provisioning.OFF,
                        OutboxFixture.topicFaults(),
                        clock);
        AuditTrail trail = AuditFixture.trail(jdbi, clock);
        this.locking = new HostKeyLocking(zoom, trail);
    }

    public Preflight preflight() {
        return preflight;
    }

    public HostKeyLocking locking() {
        return locking;
    }

    /// From now on Zoom does as it is told.
    public void obey() {
        zoom.change = Optional.of(new LockChange.Locked());
        zoom.lock = new HostKeyLock.Locked();
    }

    /// From now on it does not.
    public void refuse(String reason) {
        zoom.change = Optional.of(new LockChange.Refused(reason));
    }
}
