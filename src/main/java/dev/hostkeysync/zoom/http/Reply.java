package dev.hostkeysync.zoom.http;

import dev.hostkeysync.common.Secret;
import java.net.http.HttpHeaders;

/// What became of a request. `reason` is ours: it never holds a text of the other side.
public sealed interface Reply {

    /// An answer came, whatever it says.
    ///
    /// @param body its first bytes, as many as were wanted, as UTF-8. A secret, because a token
    ///   comes in one and an error may quote what we sent
    record Answered(int status, HttpHeaders headers, Secret body) implements Reply {}

    /// Not one byte of the request left us.
    record NotSent(String reason) implements Reply {}

    /// It was sent, or may have been, and no whole answer came: the other side may have acted on
    /// it.
    record InDoubt(String reason) implements Reply {}
}
