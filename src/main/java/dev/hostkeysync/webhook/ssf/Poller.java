package dev.hostkeysync.webhook.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.DatabaseFaults;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.webhook.LogGate;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/// Fetches the SETs of one issuer (RFC 8936). What was committed is acknowledged with the next
/// request, and again until a request is answered; a SET that is fetched twice because of that is
/// known by its `jti`. So nothing needs to be stored. Belongs to one thread.
final class Poller {

    private static final Logger LOG = Logger.getLogger(Poller.class);
    private static final int MOST_AT_ONCE = 100;

    /// How long a transmitter may hold a request while it has nothing.
    static final Duration LONG_POLL = Duration.ofSeconds(60);

    /// For transmitters that answer at once though they have nothing, and for SETs whose time has
    /// not come.
    static final Duration BREATH = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /// The transmitter.
    @FunctionalInterface
    interface Endpoint {

        /// Blocks until there is an answer.
        TransmitterClient.Answer poll(JsonNode request) throws IOException;
    }

    private final String issuer;
    private final Endpoint endpoint;
    private final SsfReceiver receiver;
    private final Set<String> acks = new LinkedHashSet<>();
    private final Map<String, Receipt.Refused> errors = new LinkedHashMap<>();
    private final LogGate faults;
    private Duration pause = Duration.ZERO;

    Poller(String issuer, Endpoint endpoint, SsfReceiver receiver, InstantSource clock) {
        this.issuer = issuer;
        this.endpoint = endpoint;
        this.receiver = receiver;
        this.faults = new LogGate(clock);
    }

    /// One request, and all that it brings.
    ///
    /// @return how long to wait before the next
    Duration poll() {
        long begin = System.nanoTime();
        TransmitterClient.Answer answer;
        try {
            answer = endpoint.poll(request());
        } catch (TransmitterClient.Silence _) {
            // A long poll that the transmitter did not end: acknowledged again with the next.
            return Duration.ZERO;
        } catch (IOException e) {
            return failed("cannot be reached (" + e.getMessage() + ")", Duration.ZERO);
        }
        if (answer.status() != 200 || !answer.body().isObject()) {
            return failed(
                    answer.status() == 200
                            ? "answers something else than JSON"
                            : "answers " + answer.status(),
                    answer.retryAfter().orElse(Duration.ZERO));
        }
        if (!pause.isZero()) {
            pause = Duration.ZERO;
            LOG.infof("The events of %s can be fetched again", issuer);
        }
        acks.clear();
        errors.clear();
        boolean all = takeAll(answer.body().path("sets"));
        // Nothing that is acknowledged is no progress, whatever the transmitter says there is: it
        // may
        // bring what was refused again and again.
        boolean nothing = acks.isEmpty();
        boolean atOnce = System.nanoTime() - begin < BREATH.toNanos();
        return !all || (nothing && atOnce) ? BREATH : Duration.ZERO;
    }

    /// @return `false` when some must come again
    private boolean takeAll(JsonNode sets) {
        boolean all = true;
        for (var set : sets.properties()) {
            try {
                all &= take(set.getKey(), set.getValue());
            } catch (RuntimeException e) {
                if (e instanceof ProblemException busy && busy.problem().status() == 503) {
                    return false;
                }
                if (DatabaseFaults.mayPass(e)) {
                    LOG.warnf(
                            "Cannot take the events of %s: PostgreSQL does not answer (%s). They are fetched again; check"
                                    + " DATABASE_URL and the database",
                            issuer, e.getClass().getSimpleName());
                    return false;
                }
                if (faults.opens()) {
                    LOG.errorf(
                            e,
                            "Cannot take an event of %s: a fault of the service, please report it with this trace. It is"
                                    + " fetched again, and this is said once a minute at most",
                            issuer);
                }
                all = false;
            }
        }
        return all;
    }

    /// @return `false` when it must come again
    private boolean take(String jti, JsonNode set) {
        if (!set.isTextual()) {
            errors.put(
                    jti, new Receipt.Refused(SetError.INVALID_REQUEST, "The SET must be a text."));
            return true;
        }
        return switch (receiver.receive(set.textValue(), issuer::equals)) {
            case Receipt.Taken _ -> {
                acks.add(jti);
                yield true;
            }
            case Receipt.Refused refused -> {
                errors.put(jti, refused);
                yield true;
            }
            case Receipt.NotNow _ -> false;
        };
    }

    private ObjectNode request() {
        ObjectNode request =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("maxEvents", MOST_AT_ONCE)
                        .put("returnImmediately", false);
        var acknowledged = request.putArray("ack");
        acks.forEach(acknowledged::add);
        if (!errors.isEmpty()) {
            ObjectNode refused = request.putObject("setErrs");
            errors.forEach((jti, error) ->
                    refused.putObject(jti)
                            .put("err", error.error().code())
                            .put("description", error.description()));
        }
        return request;
    }

    private Duration failed(String how, Duration atLeast) {
        if (pause.isZero()) {
            LOG.warnf(
                    "Cannot fetch the events of %s: its endpoint %s. They wait there and are fetched when it works"
                            + " again; check SSF_POLL, the token in it first where the answer is 401 or 403",
                    issuer, how);
            pause = FIRST_PAUSE;
        } else {
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
        Duration wanted = shorter(atLeast, LONGEST_PAUSE);
        return wanted.compareTo(pause) > 0 ? wanted : pause;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
