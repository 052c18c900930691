package dev.hostkeysync.reconcile.census;

import java.time.Duration;

/// What came of reading one more page.
public sealed interface CensusStep {

    /// There is more to read; at once, as far as the census is concerned.
    ///
    /// @param soFar entries listed until now
    /// @param expected how many there will be, as Zoom counts them; grows as the lists of further
    ///   statuses are begun
    record More(int soFar, int expected) implements CensusStep {}

    /// Every list was read to its end: the rows may be joined.
    ///
    /// @param users rows there are
    /// @param unreadable entries without id and e-mail address, of which there are none
    /// @param expected as many as Zoom counts; who moved from one list to another may count twice
    record Complete(int users, int unreadable, int expected) implements CensusStep {}

    /// Zoom could not be asked; nothing is lost.
    ///
    /// @param reason ours, short, safe to log and to show
    record Later(Duration pause, String reason) implements CensusStep {}
}
