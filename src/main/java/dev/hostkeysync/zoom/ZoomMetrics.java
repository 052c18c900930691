package dev.hostkeysync.zoom;

import dev.hostkeysync.zoom.ZoomOutcome.Trouble;
import dev.hostkeysync.zoom.auth.Access;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// `hostkeysync_zoom_requests_total{operation,outcome}`: one for every call to Zoom and for every
/// call that could not be made.
@Startup
@ApplicationScoped
class ZoomMetrics {

    private static final String REQUESTS = "hostkeysync.zoom.requests";

    private static final List<String> SETTING =
            List.of(
                    "done",
                    "throttled",
                    "refused_value",
                    "not_there_yet",
                    "not_licensed",
                    "account_refused",
                    "unknown",
                    "not_sent",
                    "token_refused");

    private final MeterRegistry meters;

    ZoomMetrics(MeterRegistry meters) {
        this.meters = meters;
        // Of a series that begins at 1 nobody sees that it rose.
        SETTING.forEach(outcome -> add(Operation.SET_HOST_KEY.label(), outcome, 0));
    }

    void setHostKey(ZoomOutcome outcome) {
        count(
                Operation.SET_HOST_KEY,
                switch (outcome) {
                    case ZoomOutcome.Done _ -> "done";
                    case ZoomOutcome.Throttled _ -> "throttled";
                    case ZoomOutcome.RefusedValue _ -> "refused_value";
                    case ZoomOutcome.NotThereYet _ -> "not_there_yet";
                    case ZoomOutcome.NotLicensed _ -> "not_licensed";
                    case ZoomOutcome.AccountRefused _ -> "account_refused";
                    case ZoomOutcome.Unknown _ -> "unknown";
                    case ZoomOutcome.NotSent _ -> "not_sent";
                });
    }

    /// A call that is repeated with another token.
    void tokenRefused(Operation operation) {
        count(operation, "token_refused");
    }

    void failed(Operation operation, Trouble trouble) {
        count(
                operation,
                switch (trouble) {
                    case ZoomOutcome.Throttled _ -> "throttled";
                    case ZoomOutcome.AccountRefused _ -> "account_refused";
                    case ZoomOutcome.Unknown _ -> "unknown";
                    case ZoomOutcome.NotSent _ -> "not_sent";
                });
    }

    /// @param outcome from a small set
    void count(Operation operation, String outcome) {
        count(operation.label(), outcome);
    }

    void token(Access access) {
        count(
                "token",
                switch (access) {
                    case Access.Token _ -> "issued";
                    case Access.Refused _ -> "refused";
                    case Access.Unreachable _ -> "unreachable";
                });
    }

    private void count(String operation, String outcome) {
        add(operation, outcome, 1);
    }

    private void add(String operation, String outcome, int times) {
        meters.counter(REQUESTS, "operation", operation, "outcome", outcome).increment(times);
    }
}
