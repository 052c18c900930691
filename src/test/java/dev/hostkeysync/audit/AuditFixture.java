package dev.hostkeysync.audit;

import java.time.InstantSource;

/// A trail for tests of others; only its entries without a user work outside the container.
public final class AuditFixture {

    private AuditFixture() {}

    public static AuditTrail trail(InstantSource clock) {
        return new AuditTrail(new AuditEntries(), clock);
    }
}
