package dev.hostkeysync.lookup;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.audit.Reasons;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Tells a key and writes down that it did, in one transaction: no entry, no digits.
@ApplicationScoped
class Reveal {

    private final KeyFinder finder;
    private final HostKeyLedger ledger;
    private final RevealLimiter limiter;
    private final AuditTrail audit;
    private final Reasons reasons;
    private final Jdbi jdbi;
    private final RevealCounter counter;

    Reveal(
            KeyFinder finder,
            HostKeyLedger ledger,
            RevealLimiter limiter,
            AuditTrail audit,
            Reasons reasons,
            Jdbi jdbi,
            RevealCounter counter) {
        this.finder = finder;
        this.ledger = ledger;
        this.limiter = limiter;
        this.audit = audit;
        this.reasons = reasons;
        this.jdbi = jdbi;
        this.counter = counter;
    }

    /// Who wants to be told.
    ///
    /// @param source the address the request came from
    /// @param reason in their own words
    record Asking(Caller caller, String source, Optional<String> reason) {}

    /// @param acceptDoubt whether the caller wants both candidates rather than a refusal
    /// @throws dev.hostkeysync.common.ProblemException when there is nothing to tell
    @Transactional
    HostKeyAnswer reveal(String reference, boolean acceptDoubt, Asking asking) {
        Caller caller = asking.caller();
        if (!caller.may(Scope.HOSTKEY_READ) && !finder.isOwn(reference, caller)) {
            throw counted(Untold.notOwn());
        }
        Optional<Problem> missing = reasons.missing(asking.reason(), "add ?reason=");
        if (missing.isPresent() && !finder.isOwn(reference, caller)) {
            counter.count(RevealCounter.NO_REASON);
            throw missing.get().toException();
        }
        Optional<Problem> heldBack = limiter.take(caller.actor(), 1);
        if (heldBack.isPresent()) {
            counter.count(RevealCounter.LIMITED);
            throw heldBack.get().toException();
        }
        return switch (finder.find(reference)) {
            case Finding.NoSuchUser _ -> throw counted(Untold.noSuchUser());
            case Finding.NoKeyYet(String reason) -> throw counted(Untold.noKeyYet(reason));
            case Finding.Certain certain -> {
                written(asking, "host-key.reveal", certain.user(), versionOf(certain.key()));
                counter.countOnceCommitted(RevealCounter.REVEALED);
                yield HostKeyAnswer.certain(certain, ledger.digitsOf(certain.key()));
            }
            case Finding.Drifted(boolean replacing) -> throw counted(Untold.drifted(replacing));
            case Finding.InDoubt doubt -> inDoubt(doubt, acceptDoubt, asking);
        };
    }

    private HostKeyAnswer inDoubt(Finding.InDoubt doubt, boolean accepted, Asking asking) {
        if (!accepted) {
            throw counted(Untold.inDoubt(", or with ?inDoubt=allow for both"));
        }
        if (!asking.caller().may(Scope.HOSTKEY_READ_IN_DOUBT)) {
            counter.count(RevealCounter.FORBIDDEN);
            throw Problems.FORBIDDEN
                    .detail(
                            "?inDoubt=allow needs a token with the scope "
                                    + Scope.HOSTKEY_READ_IN_DOUBT.wireName()
                                    + ".")
                    .toException();
        }
        HostKey.Pending candidate = doubt.candidate();
        written(
                asking,
                "host-key.reveal-in-doubt",
                doubt.user(),
                doubt.key()
                        .map(key -> versionOf(candidate) + ", and " + versionOf(key))
                        .orElseGet(() -> versionOf(candidate)));
        jdbi.useHandle(tx -> ledger.markTold(tx, doubt.user().id(), candidate.version()));
        counter.countOnceCommitted(RevealCounter.REVEALED_IN_DOUBT);
        return HostKeyAnswer.inDoubt(
                doubt, doubt.key().map(ledger::digitsOf), ledger.digitsOf(candidate));
    }

    private ProblemException counted(Untold untold) {
        counter.count(untold.outcome());
        return untold.problem().toException();
    }

    private void written(Asking asking, String action, DirectoryUser user, String versions) {
        audit.record(
                asking.caller().actor(),
                action,
                user.id(),
                asking.source(),
                Optional.of(Reasons.beside(versions, asking.reason())));
    }

    private static String versionOf(HostKey key) {
        return "version " + key.version();
    }
}
