package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.UserId;
import java.time.Duration;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/// One line for each step of a user's key that somebody outside can see, with our id of the user
/// beside it (`mdc.userId` in JSON). Two lines for each key are too many for a person to watch:
/// they are off unless the log is for machines.
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
    static void asked(UserId user, String cause) {
        tell(user, "User %s: a new host key is on its way to Zoom (%s)".formatted(user, cause));
    }

    /// @param change as the event says it
    /// @param took since it was asked for
    static void inForce(UserId user, long version, Enum<?> change, String cause, Duration took) {
        tell(
                user,
                "User %s: host key version %d is in force at Zoom (%s, %s), %d ms after it was asked for"
                        .formatted(
                                user,
                                version,
                                change.name().toLowerCase(Locale.ROOT),
                                cause,
                                took.toMillis()));
    }

    private static void tell(UserId user, String line) {
        Object _ = MDC.put(USER, user.toString());
        LOG.info(line);
        MDC.remove(USER);
    }
}
