package dev.hostkeysync.identity;

import java.util.Optional;

/// What the identity provider says of a user.
///
/// @param userName unique among users who are not removed, compared without case (RFC 7643 section
///   4.1.1)
/// @param email the address Zoom knows the user by: the primary e-mail, or `userName` where it is
///   one
/// @param active `false` = deactivated
/// @param document the whole resource as the provider sent it, as JSON text; the directory keeps it
///   without reading it
public record Profile(
        String userName,
        Optional<ExternalId> externalId,
        Optional<EmailAddress> email,
        Optional<String> displayName,
        boolean active,
        String document) {

    public Profile {
        if (userName.isBlank()) {
            throw new IllegalArgumentException("userName must not be blank");
        }
    }

    /// The form of a user name to compare and to look up by.
    public static String userNameKey(String userName) {
        return Caseless.key(userName);
    }

    public SignIn signIn() {
        return new SignIn(userName, email, externalId);
    }
}
