package dev.hostkeysync.webhook;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import java.time.Duration;

/// The refusals that every adapter has.
public final class WebhookProblems {

    private WebhookProblems() {}

    /// @param variable what switches the endpoint on
    public static ProblemException off(String variable) {
        return Problem.of("endpoint-off", 404, "This endpoint is off")
                .detail(variable + " is not set.")
                .toException();
    }

    /// More come at once than can be written. Never 429: senders do not repeat what they get a 4xx
    /// for.
    public static ProblemException busy() {
        return Problem.of("busy", 503, "The service cannot do this right now")
                .detail("too many webhooks at once; send it again")
                .retryAfter(Duration.ofSeconds(5))
                .toException();
    }

    /// The sender could not prove who it is.
    public static ProblemException unproved(String detail) {
        return Problem.of("bad-signature", 401, "The signature does not hold")
                .detail(detail)
                .toException();
    }

    /// Longer than [Payload#MAX_BYTES].
    public static ProblemException tooLarge() {
        return Problem.of("content-too-large", 413, "The body is too large")
                .detail("A webhook has at most 1 MiB.")
                .toException();
    }

    /// It would be the same when sent again.
    public static ProblemException malformed(String detail) {
        return Problem.of("malformed-webhook", 400, "Not a webhook of this sender")
                .detail(detail)
                .toException();
    }
}
