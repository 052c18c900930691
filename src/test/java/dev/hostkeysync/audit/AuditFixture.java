package dev.hostkeysync.audit;

import dev.hostkeysync.identity.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Trails for tests of others.
public final class AuditFixture {

    private AuditFixture() {}

    /// Only its entries without a user work outside the container.
    public static AuditTrail trail(InstantSource clock) {
        return new AuditTrail(new AuditEntries(), clock);
    }

    /// Its entries in a transaction of their own work outside the container, too.
    public static AuditTrail trail(Jdbi jdbi, InstantSource clock) {
        return new AuditTrail(new AuditEntries(), clock) {
            @Override
            public void recordNow(String actor, String action, String source, String detail) {
                jdbi.useTransaction(tx -> record(tx, actor, action, source, detail));
            }
        };
    }

    /// @param required whether whoever asks for the key of somebody else must say why
    public static Reasons reasons(boolean required) {
        return new Reasons(
                () -> required ? AuditConfig.Demand.REQUIRED : AuditConfig.Demand.OPTIONAL);
    }

    /// Adds a line to the list for each entry about a user.
    public static AuditTrail recording(List<String> lines) {
        return new AuditTrail(new AuditEntries(), InstantSource.system()) {
            @Override
            public void record(
                    String actor,
                    String action,
                    UserId user,
                    String source,
                    Optional<String> detail) {
                lines.add(
                        "%s %s %s %s %s"
                                .formatted(actor, action, user, source, detail.orElse("-")));
            }
        };
    }

    /// Cannot write anything.
    public static AuditTrail broken() {
        return new AuditTrail(new AuditEntries(), InstantSource.system()) {
            @Override
            public void record(
                    String actor,
                    String action,
                    UserId user,
                    String source,
                    Optional<String> detail) {
                throw new IllegalStateException("the trail is broken");
            }
        };
    }
}
