package dev.hostkeysync.directory;

import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import java.util.Optional;

/// What the identity provider says of a group, but for its members.
///
/// @param displayName unique among groups, compared without case
/// @param document the resource as the provider sent it, without `members`, as JSON text
public record GroupProfile(String displayName, Optional<ExternalId> externalId, String document) {

    public GroupProfile {
        if (displayName.isBlank()) {
            throw new IllegalArgumentException("displayName must not be blank");
        }
    }

    /// The form of a display name to compare and to look up by.
    public static String key(String displayName) {
        return Profile.userNameKey(displayName);
    }
}
