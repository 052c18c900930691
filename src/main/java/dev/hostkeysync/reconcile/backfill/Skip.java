package dev.hostkeysync.reconcile.backfill;

import java.util.Locale;

/// Why a user gets no key. The order is that in which they are looked at.
enum Skip {
    /// In `HOSTKEY_PROTECTED_USERS`, or taken out by an operator.
    PROTECTED,
    /// Invited to Zoom, and has not accepted.
    PENDING,
    /// Switched off, at Zoom or in the directory.
    DEACTIVATED,
    /// Without a licence at Zoom (type other than 2).
    UNLICENSED,
    /// The identity provider removed the user, whom Zoom still has.
    REMOVED,
    /// The user left our Zoom account, as far as we know.
    LEFT_ACCOUNT,
    /// In none of the groups of `HOSTKEY_ELIGIBLE_GROUPS`.
    NOT_ELIGIBLE,
    /// The directory knows the address as that of another of Zoom's users.
    OTHER_ZOOM_USER,
    /// Unknown here, and Zoom tells no address.
    NO_EMAIL,
    /// The key was taken away, by an operator for one.
    REVOKED,
    /// A key is on its way.
    KEY_UNDER_WAY,
    /// The stored key is the one at Zoom, as far as we know.
    HAS_KEY;

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
