package dev.hostkeysync.zoom;

import dev.hostkeysync.hostkey.HostKeyDigits;

/// The one thing provisioning asks of Zoom. An interface, so that a test can answer in Zoom's
/// place.
public interface HostKeyTarget {

    /// Gets ready to call: has an access token at hand, so that a call that was given its time is
    /// not held up by one.
    void prepare();

    /// Sets the user's host key: one `PATCH /v2/users/{userId}`, plus one more after a refreshed
    /// token. Blocks until Zoom answered or the time-out passed. Never throws for anything Zoom or
    /// the network does.
    ///
    /// @param turn asked before each of the requests
    ZoomOutcome setHostKey(ZoomUserRef user, HostKeyDigits digits, Turn turn);
}
