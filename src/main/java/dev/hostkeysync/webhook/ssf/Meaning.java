package dev.hostkeysync.webhook.ssf;

/// What a type of event means for the directory.
enum Meaning {
    /// The name is in other hands now.
    TRANSFERRED("transferred"),
    /// The way in is another one, or must be.
    SIGN_IN_CHANGED("sign-in changed"),
    /// As above, by which credential the event says.
    CREDENTIAL_CHANGED("sign-in changed"),
    /// An address became another one.
    IDENTIFIER_CHANGED("profile"),
    DEACTIVATED("deactivated"),
    ACTIVATED("activated"),
    REMOVED("removed"),
    /// A new user, whole.
    SCIM_CREATED("created"),
    /// A user, whole.
    SCIM_REPLACED("profile"),
    /// Some attributes, with values.
    SCIM_PATCHED("profile"),
    /// The names of attributes that changed.
    SCIM_NOTICED("sign-in changed"),
    /// The stream flows.
    VERIFICATION("verification"),
    /// The stream was stopped, or flows again.
    STREAM_UPDATED("log line"),
    NOTHING("nothing");

    private final String label;

    Meaning(String label) {
        this.label = label;
    }

    /// As in docs/shared-signals.md.
    String label() {
        return label;
    }
}
