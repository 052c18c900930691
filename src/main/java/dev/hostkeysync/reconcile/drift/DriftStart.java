package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.provisioning.BatchConfig;
import dev.hostkeysync.reconcile.census.Census;
import dev.hostkeysync.reconcile.drift.DriftChecks.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Begins a check: the row and, for its list, the census, in one transaction.
@ApplicationScoped
class DriftStart {

    private final DriftChecks checks;
    private final Census census;
    private final Ids ids;
    private final double share;
    private final InstantSource clock;

    DriftStart(DriftChecks checks, Census census, Ids ids, BatchConfig batch, InstantSource clock) {
        this.checks = checks;
        this.census = census;
        this.ids = ids;
        this.share = batch.batchShare();
        this.clock = clock;
    }

    /// @return empty when one is under way, or there is one for that moment
    Optional<DriftCheck> add(Handle tx, Wish wish) {
        UUID id = ids.next();
        UUID list = census.begin(tx, share);
        if (!checks.add(tx, id, wish, list, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            census.forget(tx, list);
            return Optional.empty();
        }
        return checks.find(tx, id);
    }
}
