package dev.hostkeysync.access.jwt;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// The issuer's keys: read when a token names one that is not known, but never more often than
/// every five seconds, and again after ten minutes. While the issuer is away the last ones stay.
public final class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    /// Whoever makes up key ids must not make us flood the issuer.
    public static final Duration PAUSE = Duration.ofSeconds(5);

    /// A key that the issuer withdrew is given up after so long.
    private static final Duration FRESH = Duration.ofMinutes(10);

    /// Whether a signature is the issuer's.
    public enum Answer {
        YES,
        NO,
        /// Its key is not known, and the issuer cannot be asked now.
        NOT_NOW
    }

    private final KeySource source;
    private final String variable;
    private final InstantSource clock;
    private volatile KeySet current = KeySet.NONE;
    private volatile Instant triedAt = Instant.MIN;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private boolean failing;

    /// @param variable which names the issuer, for the log
    public IssuerKeys(KeySource source, String variable, InstantSource clock) {
        this.source = source;
        this.variable = variable;
        this.clock = clock;
    }

    /// Asks nobody anything yet.
    public static IssuerKeys of(Metadata metadata, InstantSource clock) {
        return new IssuerKeys(new DiscoveredKeys(metadata), metadata.variable(), clock);
    }

    KeySet current() {
        return current;
    }

    /// Whether the issuer signed it. Asks it for its keys if need be: up to ten seconds, while it
    /// hangs.
    public Answer signed(Jwt token) {
        KeySet known = current;
        KeySet.Answer answer = known.check(token);
        if (answer == KeySet.Answer.FITS) {
            return Answer.YES;
        }
        // Also where the key is known: a few issuers change a key and keep its id.
        Optional<KeySet> newer = newerThan(known);
        if (newer.isPresent()) {
            return newer.get().check(token) == KeySet.Answer.FITS ? Answer.YES : Answer.NO;
        }
        return answer == KeySet.Answer.DOES_NOT_FIT ? Answer.NO : Answer.NOT_NOW;
    }

    /// Reads the keys in the background when they are old, so that nobody has to wait for it.
    public void refreshAhead() {
        if (isStale() && refreshing.compareAndSet(false, true)) {
            Thread _ =
                    Thread.startVirtualThread(() -> {
                        try {
                            Optional<KeySet> _ = newerThan(current);
                        } finally {
                            refreshing.set(false);
                        }
                    });
        }
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
                LOG.infof("The keys of %s can be read again", variable);
            }
            return Optional.of(current);
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                LOG.warnf(
                        "Cannot read the keys of %s: %s. JWTs signed with keys read before stay"
                                + " valid, others are answered 503; tried again at the next request",
                        variable, e.getMessage());
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
