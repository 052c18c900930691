package dev.hostkeysync.reconcile.preflight;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.zoom.HostKeyLock;
import dev.hostkeysync.zoom.LockChange;
import dev.hostkeysync.zoom.ZoomAccount;
import dev.hostkeysync.zoom.ZoomOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Reserves host keys to administrators, and writes down who wanted it before Zoom is asked, and
/// what came of it after.
@ApplicationScoped
public class HostKeyLocking {

    private static final Logger LOG = Logger.getLogger(HostKeyLocking.class);
    private static final String ACTION = "account.lock-host-keys";
    private static final Duration LATER = Duration.ofSeconds(5);

    private final ZoomAccount zoom;
    private final AuditTrail audit;

    HostKeyLocking(ZoomAccount zoom, AuditTrail audit) {
        this.zoom = zoom;
        this.audit = audit;
    }

    /// @param source the address the request came from
    /// @throws ProblemException 409 where Zoom will not, 503 where it did not answer
    public Finding lock(Caller caller, String source) {
        audit.recordNow(caller.actor(), ACTION, source, "wanted");
        LockChange change = zoom.lockHostKeys();
        audit.recordNow(caller.actor(), ACTION, source, told(change));
        LOG.infof("Locking host keys at Zoom, wanted by %s: %s", caller.actor(), told(change));
        return switch (change) {
            case LockChange.Locked _ -> AppFindings.lock(new HostKeyLock.Locked());
            case LockChange.Refused(String reason) -> throw refused(reason);
            case LockChange.Failed(ZoomOutcome.AccountRefused(String reason)) ->
                    throw refused(reason);
            case LockChange.Failed(ZoomOutcome.Throttled(Duration pause, _, _, String reason)) ->
                    throw unavailable(reason, pause.compareTo(LATER) > 0 ? pause : LATER);
            case LockChange.Failed(ZoomOutcome.Trouble trouble) ->
                    throw unavailable(trouble.reason(), LATER);
        };
    }

    private static String told(LockChange change) {
        return switch (change) {
            case LockChange.Locked _ -> "locked";
            case LockChange.Refused(String reason) -> reason;
            case LockChange.Failed(var trouble) -> trouble.reason();
        };
    }

    private static ProblemException refused(String reason) {
        return Problem.of("lock-refused", 409, "Zoom does not lock host keys")
                .detail(
                        reason
                                + ". In Zoom's web portal an administrator can do it: Advanced,"
                                + " Security.")
                .toException();
    }

    private static ProblemException unavailable(String reason, Duration wait) {
        return Problem.of("zoom-unavailable", 503, "Zoom cannot be asked right now")
                .detail(reason + ".")
                .retryAfter(wait)
                .toException();
    }
}
