package dev.hostkeysync.webhook.ssf;

import java.util.Locale;

/// Why a security event token was not taken, in the words of the registry (RFC 8935 section 2.4).
/// They speak of reading and proving it, never of what we did with it.
enum SetError {
    /// It is no SET, or its event does not have the form that the event's definition gives it.
    INVALID_REQUEST,
    /// Its signature is not made with a key of the issuer.
    INVALID_KEY,
    /// We expect nothing from this issuer.
    INVALID_ISSUER,
    /// It is meant for somebody else.
    INVALID_AUDIENCE,
    /// Whoever delivers it has no token, or a wrong one.
    AUTHENTICATION_FAILED,
    /// Whoever delivers it may not deliver for this issuer.
    ACCESS_DENIED,
    /// A verification event with another `state` than we gave (Shared Signals Framework 1.0 section
    /// 8.1.4).
    INVALID_STATE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
