package dev.hostkeysync.provisioning;

import dev.hostkeysync.tracing.Traces;
import java.time.Duration;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/// One line for each step of a user's key that somebody outside can see, with our id of the user
/// beside it (`mdc.userId` in JSON), and the trace where there is one (`mdc.traceId`). Two lines
/// for each key are too many for a person to watch: they are off unless the log is for machines.
final class StepLog {

    /// The category, so that it can be turned on and off by itself.
    static final String CATEGORY = "dev.hostkeysync.step";

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final String USER = "userId";

    private StepLog() {}

    static boolean isOn() {
        return LOG.isInfoEnabled();
    }

    /// A key is written ahead, and the user is marked.
    static void asked(SyncRow row) {
        tell(
                row,
                "User %s: a new host key is on its way to Zoom (%s)"
                        .formatted(row.userId(), row.cause()));
    }

    /// @param change as the event says it
    /// @param took since it was asked for
    static void inForce(SyncRow row, long version, Enum<?> change, Duration took) {
        tell(
                row,
                "User %s: host key version %d is in force at Zoom (%s, %s), %d ms after it was asked for"
                        .formatted(
                                row.userId(),
                                version,
                                change.name().toLowerCase(Locale.ROOT),
                                row.cause(),
                                took.toMillis()));
    }

    private static void tell(SyncRow row, String line) {
        Object _ = MDC.put(USER, row.userId().toString());
        Traces.within(row.trace(), () -> LOG.info(line));
        MDC.remove(USER);
    }
}
