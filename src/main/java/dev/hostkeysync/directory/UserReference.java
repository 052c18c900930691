package dev.hostkeysync.directory;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.util.Optional;

/// Whom a system outside means, by whatever names it knows. The first one that is known here
/// decides, in the order of the components: the surest first.
///
/// @param id our own id, for senders that learnt it by SCIM
/// @param externalId the identity provider's id
/// @param email the address Zoom knows the user by
public record UserReference(
        Optional<UserId> id,
        Optional<ZoomUserId> zoomUserId,
        Optional<ExternalId> externalId,
        Optional<String> userName,
        Optional<EmailAddress> email) {

    /// Names nobody; to be filled by the `with…` methods.
    public static UserReference none() {
        return new UserReference(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static UserReference ofZoom(ZoomUserId zoomUserId, Optional<EmailAddress> email) {
        return new UserReference(
                Optional.empty(),
                Optional.of(zoomUserId),
                Optional.empty(),
                Optional.empty(),
                email);
    }

    public UserReference with(UserId id) {
        return new UserReference(Optional.of(id), zoomUserId, externalId, userName, email);
    }

    public UserReference with(ZoomUserId zoomUserId) {
        return new UserReference(id, Optional.of(zoomUserId), externalId, userName, email);
    }

    public UserReference with(ExternalId externalId) {
        return new UserReference(id, zoomUserId, Optional.of(externalId), userName, email);
    }

    public UserReference withUserName(String userName) {
        return new UserReference(id, zoomUserId, externalId, Optional.of(userName), email);
    }

    public UserReference with(EmailAddress email) {
        return new UserReference(id, zoomUserId, externalId, userName, Optional.of(email));
    }

    /// Whether there is no name at all: then nobody can be found.
    public boolean isEmpty() {
        return id.isEmpty()
                && zoomUserId.isEmpty()
                && externalId.isEmpty()
                && userName.isEmpty()
                && email.isEmpty();
    }
}
