package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.Order;
import java.util.Optional;

/// What is to be done about one of Zoom's users.
sealed interface Decision {

    /// Somebody the directory has gets a key.
    ///
    /// @param order a key that somebody else replaced at Zoom has to be rotated
    /// @param link whether the directory is to be told which of Zoom's users it is
    record Give(UserId user, Order order, boolean link) implements Decision {}

    /// Somebody whom no identity provider ever pushed gets into the directory, and a key.
    record Adopt() implements Decision {}

    /// @param user empty = the directory does not have them
    /// @param link as above
    record Leave(Skip why, Optional<UserId> user, boolean link) implements Decision {

        static Leave of(Skip why) {
            return new Leave(why, Optional.empty(), false);
        }

        static Leave of(Skip why, UserId user) {
            return new Leave(why, Optional.of(user), false);
        }
    }
}
