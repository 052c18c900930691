package dev.hostkeysync.zoom.auth;

import dev.hostkeysync.common.Secret;
import java.time.Duration;

/// Whether we may call Zoom. `reason` is ours, short and safe to log and to show.
public sealed interface Access {

    /// @param life how long it is good for, from the moment it was asked for
    record Token(Secret secret, Duration life) implements Access {}

    /// Zoom will not have our credentials or our app; an operator must act.
    record Refused(String reason) implements Access {}

    /// No answer to go by: the same question may be answered in a while.
    record Unreachable(String reason) implements Access {}
}
