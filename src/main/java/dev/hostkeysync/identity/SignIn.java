package dev.hostkeysync.identity;

import java.util.Optional;

/// What a user signs in with. A change of any part is "SSO changed".
public record SignIn(
        String userName, Optional<EmailAddress> email, Optional<ExternalId> externalId) {}
