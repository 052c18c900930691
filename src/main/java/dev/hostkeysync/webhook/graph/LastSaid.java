package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.identity.EmailAddress;
import java.util.Optional;

/// What Graph said last of a user.
record LastSaid(
        Optional<String> userName,
        Optional<EmailAddress> email,
        Optional<String> displayName,
        State state) {

    enum State {
        ENABLED,
        DISABLED,
        /// Among the deleted items, from where a user can come back for 30 days.
        DELETED
    }

    static LastSaid of(GraphUser user) {
        return new LastSaid(
                Optional.of(user.userName()),
                user.email(),
                user.displayName(),
                user.enabled() ? State.ENABLED : State.DISABLED);
    }

    /// The user is among the deleted items, and nothing else was ever heard of them.
    static LastSaid deleted() {
        return new LastSaid(Optional.empty(), Optional.empty(), Optional.empty(), State.DELETED);
    }

    LastSaid with(State state) {
        return new LastSaid(userName, email, displayName, state);
    }

    /// Whether what Graph says now of names and addresses is something else. What was never heard
    /// cannot have changed.
    boolean differsFrom(GraphUser now) {
        LastSaid is = of(now);
        return userName.isPresent()
                && !(userName.equals(is.userName)
                        && email.equals(is.email)
                        && displayName.equals(is.displayName));
    }
}
