package dev.hostkeysync.portal.console;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import dev.hostkeysync.reconcile.holds.HoldDesk;
import dev.hostkeysync.reconcile.preflight.Finding;
import dev.hostkeysync.reconcile.preflight.Preflight;
import dev.hostkeysync.reconcile.preflight.Status;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/// What the pipeline itself does not know of and somebody has to see to: open holds, and what
/// preflight found last. While PostgreSQL is away it is what it was.
@Startup
@ApplicationScoped
class OpenMatters {

    private final Sample<Long> holds;
    private final Preflight preflight;

    OpenMatters(HoldDesk desk, Preflight preflight, Samples samples) {
        this.holds =
                samples.of(
                        0L,
                        _ ->
                                desk.list().items().stream()
                                        .map(HoldCard::of)
                                        .filter(HoldCard::open)
                                        .count());
        this.preflight = preflight;
    }

    long holds() {
        return holds.get();
    }

    /// Problems, not warnings.
    long setUp() {
        return preflight.last().stream()
                .flatMap(report -> report.findings().stream())
                .map(Finding::status)
                .filter(status -> status == Status.PROBLEM)
                .count();
    }
}
