package dev.hostkeysync.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// One attempt: encodes, sends, and says what came of it. No transaction is open meanwhile.
@ApplicationScoped
class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final Map<Kind, Encoder> encoders;
    private final EndpointClient client;
    private final InstantSource clock;

    @Inject
    Courier(@Any Instance<Encoder> encoders, EndpointClient client, InstantSource clock) {
        this(encoders.stream().toList(), client, clock);
    }

    Courier(Collection<Encoder> encoders, EndpointClient client, InstantSource clock) {
        this.encoders =
                encoders.stream()
                        .filter(Encoder::isOn)
                        .collect(Collectors.toMap(Encoder::kind, Function.identity()));
        this.client = client;
        this.clock = clock;
    }

    /// The kinds that can be pushed.
    Collection<Kind> kinds() {
        return encoders.keySet();
    }

    /// @return empty when the receiver is not to be told
    Optional<Reply> send(Receiver receiver, Event event) {
        Encoder encoder = encoders.get(receiver.kind());
        if (encoder == null) {
            return Optional.of(new Reply.NoAnswer("not sent: nothing encodes this kind"));
        }
        if (receiver.kind() == Kind.WEBHOOK && receiver.secrets().isEmpty()) {
            return Optional.of(new Reply.NoAnswer("not sent: there is no secret to sign with"));
        }
        Optional<Message> message;
        try {
            message = encoder.encode(receiver, event, clock.instant());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "Event %s cannot be encoded for subscription %s: a fault of the service, please report it",
                    event.id(),
                    receiver.subscription());
            return Optional.of(new Reply.NoAnswer("not sent: the event could not be encoded"));
        }
        return message.map(one -> post(encoder, receiver, event, one));
    }

    private Reply post(Encoder encoder, Receiver receiver, Event event, Message message) {
        try {
            return judged(encoder, client.post(receiver.url(), message));
        } catch (RuntimeException e) {
            // An attempt like any other: without a verdict it would be repeated for ever. What the
            // exception says may quote a header.
            LOG.errorf(
                    "Event %s cannot be sent to subscription %s: %s. A fault of the service, please report it",
                    event.id(), receiver.subscription(), e.getClass().getSimpleName());
            return new Reply.NoAnswer("not sent: " + e.getClass().getSimpleName());
        }
    }

    private static Reply judged(Encoder encoder, Reply reply) {
        return reply instanceof Reply.Answered(int status, var _, String body)
                ? encoder.refusal(status, body).<Reply>map(Reply.Refused::new).orElse(reply)
                : reply;
    }
}
