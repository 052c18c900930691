package dev.hostkeysync.provisioning;

import dev.hostkeysync.tracing.Traces;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jdbi.v3.core.Handle;

/// One line for each step of a user's key that somebody outside can see, with our id of the user
/// beside it (`mdc.userId` in JSON), and the trace where there is one (`mdc.traceId`), once it is
/// committed. They are too many for a person to watch, and off unless the log is for machines.
final class StepLog {

    /// The category, so that it can be turned on and off by itself.
    static final String CATEGORY = "dev.hostkeysync.step";

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final String USER = "userId";

    private StepLog() {}

    /// Keys are written ahead, and the users are marked.
    static void asked(Handle tx, Collection<SyncRow> rows) {
        rows.forEach(row ->
                tell(tx, row, "a new host key is on its way to Zoom (%s)".formatted(row.cause())));
    }

    /// @param change as the event says it
    /// @param took since it was asked for
    static void inForce(Handle tx, SyncRow row, long version, Enum<?> change, Duration took) {
        tell(
                tx,
                row,
                "host key version %d is in force at Zoom (%s, %s), %d ms after it was asked for"
                        .formatted(
                                version,
                                change.name().toLowerCase(Locale.ROOT),
                                row.cause(),
                                took.toMillis()));
    }

    /// The key is gone without another in its place.
    static void revoked(Handle tx, SyncRow row, long version) {
        tell(tx, row, "host key version %d is revoked (%s)".formatted(version, row.cause()));
    }

    /// Subscribers are told that no key could be set.
    static void failed(Handle tx, SyncRow row, String reason) {
        tell(tx, row, "no host key could be set: %s".formatted(reason));
    }

    /// What keeps a key from being set now, where that is news. Of refusals [#failed] tells.
    ///
    /// @param row as the user stood
    static void postponed(Handle tx, SyncRow row, SyncState next, Optional<String> reason) {
        if (next == row.state()) {
            return;
        }
        String why = reason.orElse("there was no answer");
        switch (next) {
            case WAITING -> tell(tx, row, "the host key has to wait: %s".formatted(why));
            case IN_DOUBT ->
                    tell(tx, row, "Zoom may hold the new host key or not: %s".formatted(why));
            case DONE, DUE, REFUSED -> {}
        }
    }

    private static void tell(Handle tx, SyncRow row, String step) {
        if (LOG.isInfoEnabled()) {
            tx.afterCommit(() -> tell(row, step));
        }
    }

    private static void tell(SyncRow row, String step) {
        Object _ = MDC.put(USER, row.userId().toString());
        Traces.within(row.trace(), () -> LOG.infof("User %s: %s", row.userId(), step));
        MDC.remove(USER);
    }
}
