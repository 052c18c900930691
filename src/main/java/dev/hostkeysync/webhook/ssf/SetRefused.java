package dev.hostkeysync.webhook.ssf;

import java.io.Serial;

/// Ends the reading of a SET that would be the same when sent again.
final class SetRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final SetError error;
    private final String description;

    /// @param description for the transmitter's operator; nothing of the token in it
    SetRefused(SetError error, String description) {
        super(
                error.code(),
                /* cause */ null,
                /* enableSuppression */ false,
                /* writableStackTrace */ false);
        this.error = error;
        this.description = description;
    }

    static SetRefused malformed(String description) {
        return new SetRefused(SetError.INVALID_REQUEST, description);
    }

    SetError error() {
        return error;
    }

    String description() {
        return description;
    }
}
