package dev.hostkeysync.reconcile.holds;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.provisioning.HoldFixture;
import java.time.InstantSource;

/// Decisions about holds, for tests of others.
public final class HoldDeskFixture {

    private HoldDeskFixture() {}

    public static HoldDesk desk(HoldFixture company, InstantSource clock) {
        return new HoldDesk(
                company.jdbi(), company.holds(), company.directory(), AuditFixture.trail(clock));
    }
}
