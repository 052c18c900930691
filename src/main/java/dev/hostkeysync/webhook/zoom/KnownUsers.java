package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/// What has to be known of a user before an event of Zoom can be understood.
interface KnownUsers {

    /// Our user who is this one at Zoom: by Zoom's id, else by address one whose Zoom id is not
    /// known yet. Of several the oldest, whose key Zoom holds.
    Optional<DirectoryUser> at(ZoomUser user);

    /// Whether there is anybody by any of these names.
    boolean anybody(ZoomUser user);

    /// Whether somebody else set this key. The digits go no further than the ledger.
    ///
    /// @param at when it was set, by Zoom's clock
    boolean isDrift(UserId user, ReportedHostKey key, Instant at);
}
