package dev.hostkeysync.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.function.Consumer;

/// `hostkeysync_reveals_total{outcome}`. Every outcome is there from the start: of a series that
/// begins at 1 nobody sees that it rose.
@Startup
@ApplicationScoped
class RevealCounter {

    static final String REVEALED = "revealed";
    static final String REVEALED_IN_DOUBT = "revealed-in-doubt";
    static final String LIMITED = "limited";
    static final String NO_REASON = "no-reason";
    static final String FORBIDDEN = "forbidden";

    private static final List<String> OUTCOMES =
            List.of(
                    REVEALED,
                    REVEALED_IN_DOUBT,
                    LIMITED,
                    NO_REASON,
                    FORBIDDEN,
                    "unknown-user",
                    "no-key-yet",
                    "drifted",
                    "in-doubt");

    private final MeterRegistry metrics;
    private final Consumer<Synchronization> transaction;

    @Inject
    RevealCounter(MeterRegistry metrics, TransactionSynchronizationRegistry transaction) {
        this(metrics, transaction::registerInterposedSynchronization);
    }

    /// @param transaction tells how the one under way ends
    RevealCounter(MeterRegistry metrics, Consumer<Synchronization> transaction) {
        this.metrics = metrics;
        this.transaction = transaction;
        OUTCOMES.forEach(outcome -> add(outcome, 0));
    }

    void count(String outcome) {
        add(outcome, 1);
    }

    /// For what is told only if the transaction under way is committed.
    void countOnceCommitted(String outcome) {
        transaction.accept(
                new Synchronization() {
                    @Override
                    public void beforeCompletion() {}

                    @Override
                    public void afterCompletion(int status) {
                        if (status == Status.STATUS_COMMITTED) {
                            count(outcome);
                        }
                    }
                });
    }

    private void add(String outcome, int times) {
        metrics.counter("hostkeysync_reveals_total", "outcome", outcome).increment(times);
    }
}
