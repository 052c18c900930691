package dev.hostkeysync.directory;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// What somebody outside wants to be true of a user from now on. Every door (SCIM, webhooks) speaks
/// in these.
public sealed interface UserChange {

    record Create(Profile profile) implements UserChange {}

    /// Changes the profile as it stands while the row is locked, so that two edits never lose one
    /// another.
    ///
    /// @param onlyAtVersion when present, the edit is made only if the user still has that version
    ///   (SCIM `If-Match`)
    /// @param edit a pure function; may throw to refuse the edit, then nothing is changed and the
    ///   exception passes on
    record Edit(UserId id, OptionalLong onlyAtVersion, UnaryOperator<Profile> edit)
            implements UserChange {}

    record Remove(UserId id, OptionalLong onlyAtVersion) implements UserChange {}

    /// The Zoom user left our account. Found by Zoom's id, else by e-mail.
    record Transfer(ZoomUserId zoomUserId, Optional<EmailAddress> email) implements UserChange {}
}
