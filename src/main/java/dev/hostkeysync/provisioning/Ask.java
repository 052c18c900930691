package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;

/// A revocation that somebody asks for.
///
/// @param action [Action#CONCEAL] or [Action#REVOKE]
/// @param origin who reported it
record Ask(UserId user, Action action, String cause, String origin, Instant acceptedAt) {

    /// Whether a user with a key they may know loses it by this.
    static boolean isRevocation(Action action, Wanted.Decision decision) {
        return (action == Action.CONCEAL || action == Action.REVOKE) && decision.freshKey();
    }

    /// The same, asked for once more: the stronger of the two, since the first.
    Ask followedBy(Ask next) {
        return action == Action.CONCEAL && next.action() == Action.REVOKE
                ? new Ask(user, next.action(), next.cause(), next.origin(), acceptedAt)
                : this;
    }
}
