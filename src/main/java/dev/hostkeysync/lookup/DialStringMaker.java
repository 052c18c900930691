package dev.hostkeysync.lookup;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.audit.Reasons;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.dialing.Destination;
import dev.hostkeysync.dialing.DialStrings;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes dial strings, with host keys where the key is certain, and writes down whose it told, in
/// one transaction: no entry, no digits.
@ApplicationScoped
class DialStringMaker {

    /// What becomes of one item.
    sealed interface Outcome {

        record Made(DialStrings strings) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}
    }

    /// What is known of the users within one request: nobody is looked up or written down twice.
    private record Known(Map<String, Finding> findings, Set<UserId> written) {

        Known() {
            this(new HashMap<>(), new HashSet<>());
        }
    }

    private final KeyFinder finder;
    private final HostKeyLedger ledger;
    private final RevealLimiter limiter;
    private final AuditTrail audit;
    private final Reasons reasons;
    private final RevealCounter counter;

    DialStringMaker(
            KeyFinder finder,
            HostKeyLedger ledger,
            RevealLimiter limiter,
            AuditTrail audit,
            Reasons reasons,
            RevealCounter counter) {
        this.finder = finder;
        this.ledger = ledger;
        this.limiter = limiter;
        this.audit = audit;
        this.reasons = reasons;
        this.counter = counter;
    }

    /// @return one outcome for each item, in their order
    /// @throws dev.hostkeysync.common.ProblemException when the reader asks for too many host keys,
    ///   or does not say why
    @Transactional
    List<Outcome> make(List<DialStringItem> items, Reveal.Asking asking) {
        missing(items, asking)
                .ifPresent(problem -> {
                    counter.count(RevealCounter.NO_REASON);
                    throw problem.toException();
                });
        heldBack(items, asking.caller())
                .ifPresent(problem -> {
                    counter.count(RevealCounter.LIMITED);
                    throw problem.toException();
                });
        Known known = new Known();
        List<Outcome> outcomes = new ArrayList<>(items.size());
        for (DialStringItem item : items) {
            outcomes.add(
                    switch (item) {
                        case DialStringItem.Wrong(Problem problem) -> new Outcome.Refused(problem);
                        case DialStringItem.Right right -> outcome(right, known, asking);
                    });
        }
        return outcomes;
    }

    private Optional<Problem> missing(List<DialStringItem> items, Reveal.Asking asking) {
        return reasons.missing(asking.reason(), "add a member reason beside the others or items")
                .filter(_ ->
                        items.stream()
                                .anyMatch(item ->
                                        item instanceof DialStringItem.Right right
                                                && right.user()
                                                        .filter(user ->
                                                                !finder.isOwn(
                                                                        user, asking.caller()))
                                                        .isPresent()));
    }

    private Optional<Problem> heldBack(List<DialStringItem> items, Caller caller) {
        long keys =
                items.stream()
                        .filter(item ->
                                item instanceof DialStringItem.Right right
                                        && right.user().isPresent())
                        .count();
        return keys == 0 ? Optional.empty() : limiter.take(caller.actor(), Math.toIntExact(keys));
    }

    private Outcome outcome(DialStringItem.Right item, Known known, Reveal.Asking asking) {
        if (item.user().isEmpty()) {
            return made(item, Optional.empty());
        }
        return switch (known.findings().computeIfAbsent(item.user().get(), finder::find)) {
            case Finding.NoSuchUser _ -> refused(Untold.noSuchUser());
            case Finding.NoKeyYet(String reason) -> refused(Untold.noKeyYet(reason));
            case Finding.Drifted(boolean replacing) -> refused(Untold.drifted(replacing));
            case Finding.InDoubt _ -> refused(Untold.inDoubt(""));
            case Finding.Certain certain -> {
                if (known.written().add(certain.user().id())) {
                    audit.record(
                            asking.caller().actor(),
                            "host-key.dial-string",
                            certain.user().id(),
                            asking.source(),
                            Optional.of(
                                    Reasons.beside(
                                            "version " + certain.key().version(),
                                            asking.reason())));
                }
                counter.countOnceCommitted(RevealCounter.REVEALED);
                yield made(item, Optional.of(ledger.digitsOf(certain.key())));
            }
        };
    }

    private static Outcome made(DialStringItem.Right item, Optional<HostKeyDigits> hostKey) {
        return new Outcome.Made(
                DialStrings.of(
                        new Destination(item.meeting(), item.passcode(), item.options(), hostKey),
                        item.connector()));
    }

    private Outcome refused(Untold untold) {
        counter.count(untold.outcome());
        return new Outcome.Refused(untold.problem());
    }
}
