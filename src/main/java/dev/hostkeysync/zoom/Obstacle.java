package dev.hostkeysync.zoom;

/// Why Zoom does not do as it is told with one user. None of them goes away by repetition; what
/// must change first differs.
public enum Obstacle {
    /// A licence or a seat must be free.
    LICENCE,
    /// The address's domain is blocked, limited or managed.
    DOMAIN,
    /// Single sign-on, or its pre-provisioning, is off for the account.
    SIGN_ON,
    /// A name, an address, a group, an heir: something we sent.
    VALUE,
    /// The app's role may not do this, or not to this user: an administrator, a room.
    PERMISSION,
    /// The user holds an office that somebody else must take over first: a call queue, a reception.
    OFFICE
}
