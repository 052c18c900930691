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
            if (trouble instanceof Throttled(Duration pause, boolean daily, String reason)
                    && !(daily && request.operation() == Operation.CREATE_MEETING)) {
                pacer.hold(rateClass, pause, reason);
            }
        }
        return result;
    }

    /// @param outcome of an answer, from a small set
    void count(Operation operation, String outcome) {
        metrics.count(operation, outcome);
    }
}
