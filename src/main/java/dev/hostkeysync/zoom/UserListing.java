package dev.hostkeysync.zoom;

import java.util.List;
import java.util.Optional;

/// What came of asking for one page of the account's users.
public sealed interface UserListing {

    /// @param unreadable entries without id and e-mail address, which are left out
    /// @param next empty = that was the last page
    /// @param total users of this status in the whole list, as Zoom counts them; 0 where it does
    ///   not say
    record Page(List<ZoomUser> users, int unreadable, Optional<PageToken> next, int total)
            implements UserListing {

        public Page {
            users = List.copyOf(users);
        }
    }

    /// 400/300 to a page token: older than 15 minutes, or not one of this list. The list must be
    /// read from its beginning.
    record PageExpired(String reason) implements UserListing {}

    record Failed(ZoomOutcome.Trouble trouble) implements UserListing {}
}
