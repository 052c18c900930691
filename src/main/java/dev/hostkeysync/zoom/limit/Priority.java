package dev.hostkeysync.zoom.limit;

/// Who may wait for whom.
public sealed interface Priority {

    /// Somebody waits for it: every free slot may be taken.
    record Live() implements Priority {}

    /// Work that may take hours, such as a backfill. All of it together gets at most this share of
    /// our budget, of its pace and of its day, and nothing while live calls fill the next quarter
    /// of a second.
    ///
    /// @param share more than 0, at most 1
    record Batch(double share) implements Priority {

        public Batch {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("the share must be more than 0 and at most 1");
            }
        }
    }
}
