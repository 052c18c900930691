package dev.hostkeysync.zoom.auth;

import dev.hostkeysync.common.Secret;
import java.time.Duration;
import java.util.Set;

/// Whether we may call Zoom. `reason` is ours, short and safe to log and to show.
public sealed interface Access {

    /// @param life how long it is good for, from the moment it was asked for
    /// @param scopes what it is good for; empty where Zoom did not say
    record Token(Secret secret, Duration life, Set<String> scopes) implements Access {

        public Token {
            scopes = Set.copyOf(scopes);
        }
    }

    /// Zoom will not have our credentials or our app; an operator must act.
    ///
    /// @param invalidClient Zoom said `invalid_client` (RFC 6749 section 5.2): no other account,
    ///   grant or time would help these credentials
    record Refused(String reason, boolean invalidClient) implements Access {}

    /// No answer to go by: the same question may be answered in a while.
    record Unreachable(String reason) implements Access {}
}
