package dev.hostkeysync.zoom;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.http.HttpSender;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import java.util.Optional;

/// One call, but for the token.
///
/// @param path with the query, beginning with `/v2/`; every variable part percent-encoded
/// @param body JSON
record ZoomRequest(
        Operation operation, ZoomScope scope, String method, String path, Optional<Secret> body) {

    // 300 users, or all settings of an account.
    private static final int LONG = 8 * 1024 * 1024;

    static ZoomRequest get(Operation operation, ZoomScope scope, String path) {
        return new ZoomRequest(operation, scope, "GET", path, Optional.empty());
    }

    /// How many bytes of the answer are worth reading.
    int answerLimit() {
        return method.equals("GET") ? LONG : HttpSender.BODY_LIMIT;
    }
}
