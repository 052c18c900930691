package dev.hostkeysync.webhook.ssf;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.directory.Report;
import dev.hostkeysync.webhook.Inbox;
import dev.hostkeysync.webhook.LogGate;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.WebhookCounter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/// Takes SETs, however they come: proves, understands, and gives them on. When it returns, it is
/// committed.
@ApplicationScoped
class SsfReceiver {

    private static final Logger LOG = Logger.getLogger(SsfReceiver.class);

    /// The label in metrics.
    static final String SOURCE = "ssf";

    /// Where verification events are remembered.
    @FunctionalInterface
    interface Verifications {

        /// @return `false` when another state was asked for
        boolean verified(String issuer, Optional<String> state, java.time.Instant at);
    }

    private final SetReader reader;
    private final Consumer<Notice> inbox;
    private final Consumer<Outcome> counter;
    private final Verifications verifications;
    private final Map<SetError, LogGate> refusals = new EnumMap<>(SetError.class);

    @Inject
    SsfReceiver(
            SsfConfig config,
            Transmitters transmitters,
            Inbox inbox,
            SsfIssuers issuers,
            WebhookCounter counter,
            InstantSource clock) {
        this(
                new SetReader(
                        transmitters,
                        config.audience().map(SsfSettings::audience).orElse(Set.of()),
                        config.tolerance(),
                        clock),
                notice -> {
                    Outcome _ = inbox.take(notice);
                },
                issuers::verified,
                outcome -> counter.count(SOURCE, outcome),
                clock);
    }

    /// @param counter of what does not reach the inbox, which counts for itself
    SsfReceiver(
            SetReader reader,
            Consumer<Notice> inbox,
            Verifications verifications,
            Consumer<Outcome> counter,
            InstantSource clock) {
        this.reader = reader;
        this.inbox = inbox;
        this.verifications = verifications;
        this.counter = counter;
        // One for each: what anybody can send hides nothing that a transmitter's mistake says.
        for (SetError error : SetError.values()) {
            refusals.put(error, new LogGate(clock));
        }
    }

    /// Blocks while the issuer's keys are read.
    ///
    /// @param allowed the issuers for which whoever brings the SET may bring it
    Receipt receive(String token, Predicate<String> allowed) {
        try {
            Optional<SecurityEvent> event = reader.read(token);
            if (event.isEmpty()) {
                counter.accept(Outcome.FAILED);
                return new Receipt.NotNow();
            }
            if (!allowed.test(event.get().issuer())) {
                throw new SetRefused(
                        SetError.ACCESS_DENIED, "The sender may not deliver for this issuer.");
            }
            take(event.get());
            return new Receipt.Taken();
        } catch (SetRefused refused) {
            return refused(refused.error(), refused.description());
        }
    }

    /// As if a SET had been refused so.
    Receipt refused(SetError error, String description) {
        counter.accept(error == SetError.INVALID_REQUEST ? Outcome.MALFORMED : Outcome.REFUSED);
        if (requireNonNull(refusals.get(error)).opens()) {
            LOG.warnf(
                    "Refused a security event token (%s): %s Compare SSF_ISSUERS, SSF_AUDIENCE and SSF_PUSH_TOKENS with the"
                            + " transmitter's stream, if it was one of yours. %s",
                    error.code(), description, LogGate.NOTE);
        }
        return new Receipt.Refused(error, description);
    }

    private void take(SecurityEvent event) {
        switch (EventReader.understand(event)) {
            case Understood.Reported(Report report) ->
                    inbox.accept(
                            new Notice(SOURCE, List.of(id(event)), event.occurredAt(), report));
            case Understood.Verification(Optional<String> state) -> {
                if (!verifications.verified(event.issuer(), state, event.occurredAt())) {
                    throw new SetRefused(
                            SetError.INVALID_STATE,
                            "state is not the one that this receiver asked for.");
                }
                counter.accept(Outcome.VALIDATION);
            }
            case Understood.StreamUpdated(Understood.Status status) -> {
                log(event.issuer(), status);
                counter.accept(Outcome.IGNORED);
            }
            case Understood.Nobody _ -> counter.accept(Outcome.UNKNOWN_USER);
            case Understood.Nothing _ -> counter.accept(Outcome.IGNORED);
        }
    }

    /// RFC 8417 section 2.2: `jti` is unique for its issuer.
    private static String id(SecurityEvent event) {
        return event.issuer() + " " + event.jti();
    }

    private static void log(String issuer, Understood.Status status) {
        switch (status) {
            case ENABLED -> LOG.infof("The stream of %s flows again", issuer);
            case PAUSED ->
                    LOG.warnf(
                            "The transmitter %s paused our stream: events are kept there and come later. Enable the stream"
                                    + " there, or set SSF_VERIFY if it was for inactivity",
                            issuer);
            case DISABLED ->
                    LOG.errorf(
                            "The transmitter %s disabled our stream: events are lost from now on. Enable the stream"
                                    + " there, then compare the users with the provider's",
                            issuer);
        }
    }
}
