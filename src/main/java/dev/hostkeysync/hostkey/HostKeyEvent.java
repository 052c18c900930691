package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What subscribers hear about a user's host key. No case has a field that could hold digits
/// (invariant I4): whoever needs them asks the reveal API, which asks who they are.
public sealed interface HostKeyEvent {

    UserId userId();

    Optional<ZoomUserId> zoomUserId();

    Optional<EmailAddress> email();

    /// Why, as a short stable word such as `user-created` or `rotation-requested`.
    String reason();

    /// The CloudEvents `type`.
    String type();

    /// A version became ACTIVE, or the user's key is void.
    ///
    /// @param bulk part of a backfill: a mail service may want to hold back
    record Changed(
            UserId userId,
            Optional<ZoomUserId> zoomUserId,
            Optional<EmailAddress> email,
            Change change,
            String reason,
            long version,
            Instant changedAt,
            boolean bulk)
            implements HostKeyEvent {

        @Override
        public String type() {
            return "dev.hostkeysync.host-key.changed.v1";
        }
    }

    /// A key could not be set so far.
    ///
    /// @param attempts how often Zoom was asked
    /// @param nextAttemptAt empty when only a person can help
    record Failed(
            UserId userId,
            Optional<ZoomUserId> zoomUserId,
            Optional<EmailAddress> email,
            String reason,
            int attempts,
            Optional<Instant> nextAttemptAt)
            implements HostKeyEvent {

        @Override
        public String type() {
            return "dev.hostkeysync.host-key.failed.v1";
        }
    }

    enum Change {
        /// The user has a key and had none that anybody could know.
        ISSUED,
        /// A new key took the place of a known one.
        ROTATED,
        /// The known key is void and nobody is told the new one, if there is one.
        REVOKED;

        /// The name on the wire.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
