package dev.hostkeysync.identity;

import java.util.Optional;

/// What a user signs in with. A change of any part is "SSO changed".
public record SignIn(
        String userName, Optional<EmailAddress> email, Optional<ExternalId> externalId) {

    /// Whether whoever had this way in has it still, and nobody else, where it has become another
    /// one. A first external id names the same person more exactly: whom we made known ourselves a
    /// provider takes over by giving them one. Another one, or none any more, may be somebody else.
    ///
    /// The case of letters does not count where SCIM does not count it (RFC 7643 section 4.1:
    /// `caseExact` is false for the user name and the addresses): a provider that begins to write
    /// names in lower case must not change everybody's key.
    public boolean isKeptIn(SignIn later) {
        return Caseless.key(userName).equals(Caseless.key(later.userName))
                && email.map(EmailAddress::key).equals(later.email.map(EmailAddress::key))
                && (externalId.isEmpty() || externalId.equals(later.externalId));
    }
}
