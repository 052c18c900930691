package dev.hostkeysync.subscription.ssf;

import java.util.Arrays;
import java.util.Locale;

/// Why a receiver could not take a SET: the codes of RFC 8935 section 2.4 and SSF 1.0 section
/// 8.1.4.1.
enum SetError {
    INVALID_REQUEST(true),
    /// Its copy of our keys may be too old.
    INVALID_KEY(false),
    INVALID_ISSUER(true),
    INVALID_AUDIENCE(true),
    /// The authorization header can be mended.
    AUTHENTICATION_FAILED(false),
    ACCESS_DENIED(false),
    INVALID_STATE(true),
    /// A word of the receiver's own, which is not repeated anywhere.
    OTHER(true);

    private final boolean last;

    SetError(boolean last) {
        this.last = last;
    }

    static SetError of(String code) {
        return Arrays.stream(values())
                .filter(error -> error != OTHER && error.label().equals(code))
                .findFirst()
                .orElse(OTHER);
    }

    /// Whether the same SET would be refused again.
    boolean isFinal() {
        return last;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For the operator.
    String reason() {
        return this == OTHER ? "refused with an error of its own" : "refused: " + label();
    }
}
