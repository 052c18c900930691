package dev.hostkeysync.directory;

import dev.hostkeysync.identity.ZoomUserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// One word on a user, in the order of time. The same word twice is one fact.
///
/// @param at by the clock of whoever said it, to the microsecond
/// @param zoomUserId whom of Zoom's users it is about; empty = whoever it is
record Fact(Instant at, FactKind kind, Optional<ZoomUserId> zoomUserId)
        implements Comparable<Fact> {

    private static final Comparator<Fact> BY_TIME =
            Comparator.comparing(Fact::at)
                    .thenComparing(Fact::kind)
                    .thenComparing(fact -> fact.zoomUserId().map(ZoomUserId::value).orElse(""));

    @Override
    public int compareTo(Fact other) {
        return BY_TIME.compare(this, other);
    }
}
