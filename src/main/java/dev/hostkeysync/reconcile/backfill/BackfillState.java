package dev.hostkeysync.reconcile.backfill;

/// Where a backfill stands.
public enum BackfillState {
    /// Zoom's users are read, and it is found out who gets a key.
    LISTING,
    /// Users are marked, a few at a time.
    RUNNING,
    /// Nobody is marked until it is resumed; who is marked comes through.
    PAUSED,
    /// Nobody is left but those who wait or are in doubt.
    DONE,
    CANCELLED;

    /// Whether it goes on, now or when it is resumed.
    public boolean isUnfinished() {
        return switch (this) {
            case LISTING, RUNNING, PAUSED -> true;
            case DONE, CANCELLED -> false;
        };
    }
}
