package dev.hostkeysync.webhook.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// What came of a call to Microsoft. `reason` is ours, short and safe to log.
sealed interface GraphAnswer {

    /// 2xx.
    ///
    /// @param body a missing node when there was none
    record Done(JsonNode body) implements GraphAnswer {}

    /// 404 in words of Graph: there is no such thing, or not any more.
    record NotFound() implements GraphAnswer {}

    /// 410, or an error that means the same: the changes since then are not known any more.
    record Expired() implements GraphAnswer {}

    /// 429, or another answer that says when to come back. For everything we do, not for this call.
    record Throttled(Duration pause) implements GraphAnswer {}

    /// Microsoft will not have our app, or not let it do this; an operator must act.
    ///
    /// @param status of the HTTP answer; 401 where there is no token to ask with
    /// @param code of Graph's error, empty where there is none
    record Refused(int status, String code, String reason) implements GraphAnswer {

        /// Whatever else we ask would be refused too.
        boolean isOfTheApp() {
            return status == 401
                    || (status == 403 && code.equalsIgnoreCase("Authorization_RequestDenied"));
        }
    }

    /// No answer to go by: the same call may be answered in a while.
    record Unclear(String reason) implements GraphAnswer {}
}
