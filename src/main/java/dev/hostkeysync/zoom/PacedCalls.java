package dev.hostkeysync.zoom;

import dev.hostkeysync.zoom.ZoomCalls.Result;
import dev.hostkeysync.zoom.ZoomOutcome.Throttled;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Calls that wait for their own slot, and hold all replicas where Zoom throttles. A refused
/// account or a missing scope holds nobody: what one call may not do says nothing about the others.
/// Nor does the end of a day's meetings, which Zoom counts by host.
@ApplicationScoped
class PacedCalls {

    /// The budget as a caller meets it.
    interface Pacer {

        /// @return `false` when the call must not be made now
        boolean await(RateClass rateClass, Priority priority);

        void hold(RateClass rateClass, Duration time, String reason);

        /// Whether the account has a limit of the day for such calls.
        boolean hasDay(RateClass rateClass);
    }

    private final ZoomCalls calls;
    private final Pacer pacer;
    private final ZoomMetrics metrics;

    PacedCalls(ZoomCalls calls, Pacer pacer, ZoomMetrics metrics) {
        this.calls = calls;
        this.pacer = pacer;
        this.metrics = metrics;
    }

    Result call(ZoomRequest request, Priority priority) {
        RateClass rateClass = request.operation().rateClass();
        Result result = calls.call(request, () -> pacer.await(rateClass, priority));
        if (result instanceof Result.Failed(ZoomOutcome.Trouble trouble)) {
            metrics.failed(request.operation(), trouble);
            if (trouble instanceof Throttled throttled
                    && !isDayOfHost(request.operation(), throttled)) {
                pacer.hold(rateClass, throttled.pause(), throttled.reason());
            }
        }
        return result;
    }

    /// Whether it is the day of one host that is used up: Zoom says so, or the account has no limit
    /// of the day that could be.
    boolean isDayOfHost(Operation operation, Throttled throttled) {
        return operation == Operation.CREATE_MEETING
                && throttled.daily()
                && (throttled.oneUser() || !pacer.hasDay(operation.rateClass()));
    }

    /// @param outcome of an answer, from a small set
    void count(Operation operation, String outcome) {
        metrics.count(operation, outcome);
    }
}
