package dev.hostkeysync.zoom;

import dev.hostkeysync.identity.EmailAddress;

/// How a user leaves the account.
public sealed interface UserRemoval {

    /// What `action` says.
    enum Way {
        /// The user goes on as a free one, with their data, outside the account. The only way for
        /// pending users.
        DISASSOCIATE,
        /// The user and what belongs to them are deleted for good, but for what an heir takes over.
        DELETE
    }

    Way way();

    /// Nobody takes anything over.
    record WithoutHeir(Way way) implements UserRemoval {}

    /// @param heir a licensed user of the account; Zoom refuses the user's own address
    record WithHeir(
            Way way, EmailAddress heir, boolean meetings, boolean recordings, boolean webinars)
            implements UserRemoval {}
}
