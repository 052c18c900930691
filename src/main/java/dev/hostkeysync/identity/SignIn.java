package dev.hostkeysync.identity;

import java.util.Optional;

/// What a user signs in with. A change of any part is "SSO changed".
public record SignIn(
        String userName, Optional<EmailAddress> email, Optional<ExternalId> externalId) {

    /// Whether it is the same way in. The case of letters does not count where SCIM does not count
    /// it (RFC 7643 section 4.1: `caseExact` is false for the user name and the addresses): a
    /// provider that begins to write names in lower case must not change everybody's key.
    public boolean isSameAs(SignIn other) {
        return Caseless.key(userName).equals(Caseless.key(other.userName))
                && email.map(EmailAddress::key).equals(other.email.map(EmailAddress::key))
                && externalId.equals(other.externalId);
    }
}
