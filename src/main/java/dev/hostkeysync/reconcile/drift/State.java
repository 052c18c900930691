package dev.hostkeysync.reconcile.drift;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How far a check is.
@Schema(name = "DriftCheckState")
enum State {
    /// Zoom's list is read.
    READING,
    /// The list was read and believed; it is joined next.
    COMPARING,
    /// The findings are there, and are put right one after the other.
    REPAIRING,
    DONE,
    /// The list was not believed, or could not be read in time: nothing was done. Or repairs took
    /// too long: those that were made stay.
    STOPPED
}
