package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What goes wrong. In JSON an object of one member, `{"delay":{"ms":200}}`, or the bare name where
/// there is nothing more to say, `"dropAfterApply"`.
///
/// An action is taken once the call has passed path, token, scope and rate limit, so a refused call
/// uses up no rule; a call for a token has nothing to pass. Unless its name says otherwise it is
/// taken before the body and the user are looked at.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Action.Status.class, name = "status"),
    @JsonSubTypes.Type(value = Action.Throttle.class, name = "throttle"),
    @JsonSubTypes.Type(value = Action.Delay.class, name = "delay"),
    @JsonSubTypes.Type(value = Action.DelayRange.class, name = "delayRange"),
    @JsonSubTypes.Type(value = Action.HangBeforeApply.class, name = "hangBeforeApply"),
    @JsonSubTypes.Type(value = Action.HangAfterApply.class, name = "hangAfterApply"),
    @JsonSubTypes.Type(value = Action.DropBeforeApply.class, name = "dropBeforeApply"),
    @JsonSubTypes.Type(value = Action.DropAfterApply.class, name = "dropAfterApply"),
    @JsonSubTypes.Type(value = Action.Garbage.class, name = "garbage"),
    @JsonSubTypes.Type(value = Action.RefuseValue.class, name = "refuseValue"),
})
public sealed interface Action {

    /// Answers with this status.
    ///
    /// @param code the HTTP status; null = the one documented for `zoomCode`
    /// @param zoomCode the body's `code`; null = the HTTP status
    /// @param headers more headers
    /// @param body the whole body; null = Zoom's error envelope with the documented text
    record Status(
            @Nullable Integer code,
            @Nullable Integer zoomCode,
            @Nullable Map<String, String> headers,
            @Nullable JsonNode body)
            implements Action {

        /// @throws IllegalArgumentException when neither says which status to send
        public Status {
            if (code == null && (zoomCode == null || FaultTable.statusOf(zoomCode).isEmpty())) {
                throw new IllegalArgumentException("status needs a code, or a documented zoomCode");
            }
        }

        public static Status of(int code) {
            return new Status(code, null, null, null);
        }

        /// One of Zoom's documented faults.
        public static Status ofZoomCode(int zoomCode) {
            return new Status(null, zoomCode, null, null);
        }
    }

    /// Answers 429 as if a limit were reached.
    ///
    /// @param retryAfter a number of seconds, `http-date` (RFC 9110 section 5.6.7), `iso` or
    ///   `none`; null = none for `QPS`, `iso` for `Daily-limit`
    /// @param type `QPS` or `Daily-limit`; null = `QPS`. The two dates lie 2 s ahead for the
    ///   former, at the next midnight UTC for the latter
    record Throttle(@Nullable String retryAfter, @Nullable String type) implements Action {}

    /// Waits, then goes on. Delays add up, and other rules still apply.
    record Delay(long ms) implements Action {}

    /// Waits for a random time, both ends included.
    record DelayRange(long min, long max) implements Action {

        public DelayRange {
            if (min < 0 || max < min) {
                throw new IllegalArgumentException("delayRange needs 0 <= min <= max");
            }
        }
    }

    /// Waits for a release, then goes on: the change is made, late. While it hangs the call does
    /// not count as in flight on its user, since its caller will have given up.
    record HangBeforeApply() implements Action {}

    /// Makes the change, then waits for a release before it answers.
    record HangAfterApply() implements Action {}

    /// Closes the connection; nothing was changed.
    record DropBeforeApply() implements Action {}

    /// Makes the change, then closes the connection without an answer.
    record DropAfterApply() implements Action {}

    /// Answers 200 with a page of HTML.
    record Garbage() implements Action {}

    /// Refuses the host key as too weak (400/300), after everything else was found right.
    record RefuseValue() implements Action {}
}
