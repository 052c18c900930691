package dev.hostkeysync.hostkey;

/// Why a version is no longer of use.
public enum RetiredAs {
    /// A newer version became ACTIVE.
    SUPERSEDED,
    /// Zoom read the digits and would not have them. They stay sealed for a while, so that they are
    /// not drawn again.
    REFUSED,
    /// The user is gone from Zoom. The digits are shredded.
    REVOKED
}
