package dev.hostkeysync.zoom;

import dev.hostkeysync.zoom.auth.Access;

/// How the account and our app in it are set up at Zoom. An interface, so that a test can answer in
/// Zoom's place.
///
/// No call throws for anything Zoom or the network does.
public interface ZoomAccount {

    /// A token to call with, as kept, or why there is none.
    Access access();

    /// Asks for a new token: what Zoom says of our app now, its scopes included. The calls that
    /// follow use it.
    Access renewAccess();

    /// Reads the account's settings: `GET /v2/accounts/me/settings`, once or twice.
    HostKeyLock hostKeyLock();

    /// Lets only administrators change host keys: `PATCH /v2/accounts/me/settings`, after reading
    /// and before reading again. What else only they may change stays so; nothing else is added.
    LockChange lockHostKeys();
}
