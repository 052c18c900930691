package dev.hostkeysync.lookup;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKeyLedger;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;

/// Tells a key and writes down that it did, in one transaction: no entry, no digits.
@ApplicationScoped
class Reveal {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final KeyFinder finder;
    private final HostKeyLedger ledger;
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    Reveal(KeyFinder finder, HostKeyLedger ledger, AuditTrail audit, MeterRegistry metrics) {
        this.finder = finder;
        this.ledger = ledger;
        this.audit = audit;
        this.metrics = metrics;
    }

    /// @param acceptDoubt whether the caller wants both candidates rather than a refusal
    /// @param source the address the request came from
    /// @throws dev.hostkeysync.common.ProblemException when there is nothing to tell
    @Transactional
    HostKeyAnswer reveal(String reference, Caller caller, boolean acceptDoubt, String source) {
        return switch (finder.find(reference)) {
            case Finding.NoSuchUser _ -> {
                count("unknown-user");
                throw Problem.of("no-such-user", 404, "No such user")
                        .detail(
                                "Nobody with this e-mail address, Zoom user id or id is known here. Check the spelling, or"
                                        + " whether the identity provider has provisioned the user.")
                        .toException();
            }
            case Finding.NoKeyYet(String reason) -> {
                count("no-key-yet");
                throw Problem.of("no-key-yet", 409, "The user has no host key yet")
                        .detail(reason)
                        .toException();
            }
            case Finding.Certain certain -> {
                written(caller, "host-key.reveal", certain.user(), source, certain.key().version());
                count("revealed");
                yield HostKeyAnswer.certain(certain, ledger.digitsOf(certain.key()));
            }
            case Finding.Drifted(boolean replacing) -> {
                count("drifted");
                throw drifted(replacing).toException();
            }
            case Finding.InDoubt doubt -> inDoubt(doubt, caller, acceptDoubt, source);
        };
    }

    private static Problem drifted(boolean replacing) {
        Problem problem = Problem.of("host-key-drifted", 409, "The host key was changed at Zoom");
        String what =
                "Somebody changed this host key at Zoom itself, so the stored one is not valid.";
        return replacing
                ? problem.detail(what + " A new one is on its way to Zoom; ask again in a moment.")
                        .retryAfter(SOON)
                : problem.detail(
                        what
                                + " Have the key rotated, or set HOSTKEY_ON_DRIFT=reclaim, so that"
                                + " it happens by itself.");
    }

    private HostKeyAnswer inDoubt(
            Finding.InDoubt doubt, Caller caller, boolean accepted, String source) {
        if (!accepted) {
            count("in-doubt");
            throw Problem.of("rotation-in-doubt", 409, "A change of this host key is under way")
                    .detail(
                            "A new key was sent to Zoom, and Zoom has not confirmed it yet, so it is not certain which one"
                                    + " is in force. Ask again in a moment, or with ?inDoubt=allow for both.")
                    .retryAfter(SOON)
                    .toException();
        }
        if (!caller.may(Scope.HOSTKEY_READ_IN_DOUBT)) {
            count("forbidden");
            throw Problem.of("forbidden", 403, "Not allowed")
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

    private void written(
            Caller caller, String action, DirectoryUser user, String source, long version) {
        audit.record(caller.label(), action, user.id(), source, Optional.of("version " + version));
    }

    private void count(String outcome) {
        metrics.counter("hostkeysync_reveals_total", "outcome", outcome).increment();
    }
}
