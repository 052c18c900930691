package dev.hostkeysync.lookup;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKeyLedger;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/// Tells a key and writes down that it did, in one transaction: no entry, no digits.
@ApplicationScoped
class Reveal {

    private final KeyFinder finder;
    private final HostKeyLedger ledger;
    private final RevealLimiter limiter;
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    Reveal(
            KeyFinder finder,
            HostKeyLedger ledger,
            RevealLimiter limiter,
            AuditTrail audit,
            MeterRegistry metrics) {
        this.finder = finder;
        this.ledger = ledger;
        this.limiter = limiter;
        this.audit = audit;
        this.metrics = metrics;
    }

    /// @param acceptDoubt whether the caller wants both candidates rather than a refusal
    /// @param source the address the request came from
    /// @throws dev.hostkeysync.common.ProblemException when there is nothing to tell
    @Transactional
    HostKeyAnswer reveal(String reference, Caller caller, boolean acceptDoubt, String source) {
        if (!caller.may(Scope.HOSTKEY_READ) && !finder.isOwn(reference, caller)) {
            throw counted(Untold.notOwn());
        }
        Optional<Problem> heldBack = limiter.take(caller.label(), 1);
        if (heldBack.isPresent()) {
            count("limited");
            throw heldBack.get().toException();
        }
        return switch (finder.find(reference)) {
            case Finding.NoSuchUser _ -> throw counted(Untold.noSuchUser());
            case Finding.NoKeyYet(String reason) -> throw counted(Untold.noKeyYet(reason));
            case Finding.Certain certain -> {
                written(caller, "host-key.reveal", certain.user(), source, certain.key().version());
                count("revealed");
                yield HostKeyAnswer.certain(certain, ledger.digitsOf(certain.key()));
            }
            case Finding.Drifted(boolean replacing) -> throw counted(Untold.drifted(replacing));
            case Finding.InDoubt doubt -> inDoubt(doubt, caller, acceptDoubt, source);
        };
    }

    private HostKeyAnswer inDoubt(
            Finding.InDoubt doubt, Caller caller, boolean accepted, String source) {
        if (!accepted) {
            throw counted(Untold.inDoubt(", or with ?inDoubt=allow for both"));
        }
        if (!caller.may(Scope.HOSTKEY_READ_IN_DOUBT)) {
            count("forbidden");
            throw Problems.FORBIDDEN
                    .detail(
                            "?inDoubt=allow needs a token with the scope "
                                    + Scope.HOSTKEY_READ_IN_DOUBT.wireName()
                                    + ".")
                    .toException();
        }
        written(
                caller,
                "host-key.reveal-in-doubt",
                doubt.user(),
                source,
                doubt.candidate().version());
        count("revealed-in-doubt");
        return HostKeyAnswer.inDoubt(
                doubt, doubt.key().map(ledger::digitsOf), ledger.digitsOf(doubt.candidate()));
    }

    private ProblemException counted(Untold untold) {
        count(untold.outcome());
        return untold.problem().toException();
    }

    private void written(
            Caller caller, String action, DirectoryUser user, String source, long version) {
        audit.record(caller.label(), action, user.id(), source, Optional.of("version " + version));
    }

    private void count(String outcome) {
        metrics.counter("hostkeysync_reveals_total", "outcome", outcome).increment();
    }
}
