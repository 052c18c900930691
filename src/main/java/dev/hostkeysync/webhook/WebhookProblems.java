package dev.hostkeysync.webhook;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;

/// The refusals that every adapter has.
public final class WebhookProblems {

    private WebhookProblems() {}

    /// @param variable what switches the endpoint on
    public static ProblemException off(String variable) {
        return Problem.of("endpoint-off", 404, "This endpoint is off")
                .detail(variable + " is not set.")
                .toException();
    }

    /// The sender could not prove who it is.
    public static ProblemException unproved(String detail) {
        return Problem.of("bad-signature", 401, "The signature does not hold")
                .detail(detail)
                .toException();
    }

    /// It would be the same when sent again.
    public static ProblemException malformed(String detail) {
        return Problem.of("malformed-webhook", 400, "Not a webhook of this sender")
                .detail(detail)
                .toException();
    }
}
