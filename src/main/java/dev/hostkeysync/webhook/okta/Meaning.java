package dev.hostkeysync.webhook.okta;

/// What a type of event says of a user.
enum Meaning {
    CREATED,
    DEACTIVATED,
    REMOVED,
    SIGN_IN_CHANGED,
    IGNORED
}
