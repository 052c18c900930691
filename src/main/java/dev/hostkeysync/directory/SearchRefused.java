package dev.hostkeysync.directory;

import java.io.Serial;

/// A search that was not made, or not to its end, because of what it would have read.
public final class SearchRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public enum Reason {
        /// No index bounds the criteria, and the directory is large.
        CRITERIA,
        /// No index has the order, and the directory is large.
        SORT,
        /// It took too long.
        TIME
    }

    private final Reason reason;

    SearchRefused(Reason reason) {
        super(
                reason.name(),
                /* cause */ null,
                /* enableSuppression */ false,
                /* writableStackTrace */ false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
