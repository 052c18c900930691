package dev.hostkeysync.access.jwt;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The issuer's keys: read when a token names one that is not known, but never more often than
/// every five seconds, and again after ten minutes. While the issuer is away the last ones stay.
final class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    /// Whoever makes up key ids must not make us flood the issuer.
    static final Duration PAUSE = Duration.ofSeconds(5);

    /// A key that the issuer withdrew is given up after so long.
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final KeySource source;
    private final InstantSource clock;
    private volatile KeySet current = KeySet.NONE;
    private volatile Instant triedAt = Instant.MIN;
    private boolean failing;

    IssuerKeys(KeySource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    KeySet current() {
        return current;
    }

    /// Whether it is time to read them again, without hurry.
    boolean isStale() {
        Instant now = clock.instant();
        return isOver(FRESH, current.readAt(), now) && isOver(PAUSE, triedAt, now);
    }

    /// Reads the keys unless they were read after `seen`, or tried a moment ago. Blocks meanwhile;
    /// who comes during a read waits for it.
    ///
    /// @return newer keys than `seen`; empty when there are none to be had now
    synchronized Optional<KeySet> newerThan(KeySet seen) {
        if (!current.readAt().equals(seen.readAt())) {
            return Optional.of(current);
        }
        Instant now = clock.instant();
        if (!isOver(PAUSE, triedAt, now)) {
            return Optional.empty();
        }
        try {
            current = new KeySet(source.read(), now);
            if (failing) {
                failing = false;
                LOG.info("The keys of OIDC_ISSUER can be read again");
            }
            return Optional.of(current);
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                LOG.warnf(
                        "Cannot read the keys of OIDC_ISSUER: %s. JWTs signed with keys read before stay valid, others"
                                + " are answered 503; tried again at the next request",
                        e.getMessage());
            }
            return Optional.empty();
        } finally {
            // From its end, so that a slow failure is not repeated by everyone who waited for it.
            triedAt = clock.instant();
        }
    }

    private static boolean isOver(Duration pause, Instant since, Instant now) {
        return since.equals(Instant.MIN) || !now.isBefore(since.plus(pause));
    }
}
