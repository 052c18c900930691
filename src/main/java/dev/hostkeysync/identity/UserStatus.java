package dev.hostkeysync.identity;

/// Where a user stands, as the directory last heard.
public enum UserStatus {
    /// May hold and know a host key.
    ACTIVE,
    /// The identity provider switched the user off; everything about them is kept.
    DEACTIVATED,
    /// Zoom moved the user out of our account; the identity provider still knows them.
    TRANSFERRED,
    /// Deleted by the identity provider. The row stays as a tombstone, so that the key can still be
    /// revoked.
    REMOVED
}
