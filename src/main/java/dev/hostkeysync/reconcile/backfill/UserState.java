package dev.hostkeysync.reconcile.backfill;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What became of one user of a backfill.
public enum UserState {
    /// Gets a key; in a dry run: would get one.
    PLANNED,
    /// The sync loop has the user; perhaps Zoom has not said clearly yet that it took the key.
    MARKED,
    /// The key is active at Zoom.
    DONE,
    /// Zoom refused several keys in a row.
    FAILED,
    /// Zoom cannot take the key yet. It is tried again.
    WAITING,
    /// For a quarter of an hour Zoom has not said clearly whether it took the key. It is asked on.
    IN_DOUBT,
    SKIPPED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<UserState> parse(String text) {
        return Arrays.stream(values()).filter(one -> one.wireName().equals(text)).findFirst();
    }
}
