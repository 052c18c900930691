package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/// Stands between whoever withdraws keys and the keys: when more users than usual are to lose
/// theirs at once, an identity provider may have erred, and somebody has to approve it.
@ApplicationScoped
class MassChangeGuard {

    private final GuardConfig config;
    private final GuardTable table;
    private final HoldTable holds;
    private final Ids ids;

    MassChangeGuard(GuardConfig config, GuardTable table, HoldTable holds, Ids ids) {
        this.config = config;
        this.table = table;
        this.holds = holds;
        this.ids = ids;
    }

    /// For one transaction, which has to lock the rows of its users first and to close the gate in
    /// the end.
    Gate gate(Handle tx) {
        return new Gate(tx, config, table, holds, ids);
    }
}
