package dev.hostkeysync.directory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How recent the words are that made a user what they are: so that an older one that comes late
/// does not undo a newer one.
///
/// @param decidedAt the latest word on the switches, by the clock of whoever spoke; empty = none
///   since the user was created
/// @param profiledAt when SCIM last wrote the attributes; empty = never
public record Heard(Optional<Instant> decidedAt, Optional<Instant> profiledAt) {

    public static final Heard NOTHING = new Heard(Optional.empty(), Optional.empty());

    Heard decided(Instant at) {
        return new Heard(Optional.of(at), profiledAt);
    }

    Heard profiled(Instant at) {
        return new Heard(decidedAt, Optional.of(at));
    }

    /// The time of a word that is spoken now: it is the last one, whatever the clocks of others
    /// say.
    Instant nowOrLater(Instant now) {
        return decidedAt
                .filter(decided -> !decided.isBefore(now))
                .map(decided -> decided.plus(1, ChronoUnit.MICROS))
                .orElse(now);
    }
}
