package dev.hostkeysync.webhook.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.webhook.graph.GraphAnswer.Done;
import dev.hostkeysync.webhook.graph.GraphAnswer.Expired;
import dev.hostkeysync.webhook.graph.GraphAnswer.NotFound;
import dev.hostkeysync.webhook.graph.GraphAnswer.Refused;
import dev.hostkeysync.webhook.graph.GraphAnswer.Throttled;
import dev.hostkeysync.webhook.graph.GraphAnswer.Unclear;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// Sees to it that Graph has one subscription of ours to the changes of users, made with the
/// settings of now.
final class Subscription {

    private static final Logger LOG = Logger.getLogger(Subscription.class);
    private static final String SUBSCRIPTIONS = "/subscriptions";
    private static final String RESOURCE = "users";
    private static final String EXPIRES = "expirationDateTime";

    // Graph's ids are GUIDs; they stand in paths.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    // Of those a crash may have left behind; each costs a call.
    private static final int MOST_LEFTOVERS = 10;

    private final GraphApi graph;
    private final Watch watch;
    private final InstantSource clock;
    private final String clientState;
    private final String url;
    private final Duration life;
    private final String madeWith;

    /// @param url the address of our endpoint
    /// @param clientState the secret to be repeated in notifications
    Subscription(
            GraphApi graph,
            Watch watch,
            InstantSource clock,
            String url,
            String clientState,
            String client,
            Duration life) {
        this.graph = graph;
        this.watch = watch;
        this.clock = clock;
        this.url = url;
        this.clientState = clientState;
        this.life = life;
        this.madeWith = sha256(url + "\n" + clientState + "\n" + client);
    }

    /// Does what is to be done now: makes, renews or replaces.
    ///
    /// @param check whether to ask Graph if it still has the subscription
    /// @return why it could not be done
    Optional<GraphAnswer> ensure(UUID me, Watch.State state, boolean check) {
        Instant now = clock.instant();
        Optional<Watch.Made> made =
                state.subscription()
                        .filter(one -> one.madeWith().equals(madeWith))
                        .filter(one -> now.isBefore(one.expiresAt()));
        if (made.isEmpty()) {
            return create(me);
        }
        if (!now.isBefore(made.get().renewAt())) {
            return renew(me, made.get());
        }
        return check ? check(me, made.get()) : Optional.empty();
    }

    private Optional<GraphAnswer> create(UUID me) {
        Optional<GraphAnswer> failure = removeLeftovers();
        if (failure.isPresent()) {
            return failure;
        }
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("changeType", "updated,deleted")
                        .put("notificationUrl", url)
                        .put("lifecycleNotificationUrl", url + GraphWebhookResource.LIFECYCLE)
                        .put("resource", RESOURCE)
                        .put(EXPIRES, expiry())
                        .put("clientState", clientState);
        return switch (graph.post(SUBSCRIPTIONS, body)) {
            case Done(var answer) -> created(me, answer);
            case GraphAnswer other -> Optional.of(other);
        };
    }

    private Optional<GraphAnswer> created(UUID me, JsonNode answer) {
        Optional<String> id = id(answer);
        Optional<Instant> expiresAt = expiry(answer);
        if (id.isEmpty() || expiresAt.isEmpty()) {
            return Optional.of(new Unclear("it made a subscription and did not say which"));
        }
        if (watch.subscribed(
                me, new Watch.Made(id.get(), madeWith, expiresAt.get(), half(expiresAt.get())))) {
            LOG.infof(
                    "Microsoft Graph tells changes of users from now on, until %s unless it is"
                            + " renewed",
                    expiresAt.get());
        } else {
            // Another replica has taken over and makes one of its own.
            var _ = graph.delete(SUBSCRIPTIONS + "/" + id.get());
        }
        return Optional.empty();
    }

    /// Of a process that ended between making a subscription and writing that down.
    private Optional<GraphAnswer> removeLeftovers() {
        return switch (graph.get(SUBSCRIPTIONS)) {
            case Done(var answer) -> {
                List<String> leftovers = new ArrayList<>();
                for (JsonNode one : answer.path("value")) {
                    if (one.path("notificationUrl").asText("").equals(url)) {
                        id(one).ifPresent(leftovers::add);
                    }
                }
                leftovers.stream()
                        .limit(MOST_LEFTOVERS)
                        .forEach(id -> {
                            var _ = graph.delete(SUBSCRIPTIONS + "/" + id);
                        });
                yield Optional.empty();
            }
            case GraphAnswer other -> Optional.of(other);
        };
    }

    private Optional<GraphAnswer> renew(UUID me, Watch.Made made) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put(EXPIRES, expiry());
        return switch (graph.patch(SUBSCRIPTIONS + "/" + made.id(), body)) {
            case Done(var answer) -> {
                Instant expiresAt = expiry(answer).orElseGet(() -> clock.instant().plus(life));
                watch.renewed(made.id(), expiresAt, half(expiresAt));
                LOG.debugf("Renewed the subscription at Microsoft Graph until %s", expiresAt);
                yield Optional.empty();
            }
            case NotFound _, Expired _ -> lost(me, made);
            case Refused refused -> Optional.of(refused);
            case Throttled throttled -> Optional.of(throttled);
            case Unclear unclear -> Optional.of(unclear);
        };
    }

    private Optional<GraphAnswer> check(UUID me, Watch.Made made) {
        return switch (graph.get(SUBSCRIPTIONS + "/" + made.id())) {
            case Done _ -> Optional.empty();
            case NotFound _, Expired _ -> lost(me, made);
            case Refused refused -> Optional.of(refused);
            case Throttled throttled -> Optional.of(throttled);
            case Unclear unclear -> Optional.of(unclear);
        };
    }

    private Optional<GraphAnswer> lost(UUID me, Watch.Made made) {
        LOG.warn(
                "Microsoft Graph has lost our subscription, or somebody has deleted it. A new one"
                        + " is made, and what happened meanwhile is asked for");
        watch.lost(made.id());
        return create(me);
    }

    private String expiry() {
        return clock.instant().plus(life).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private Instant half(Instant expiresAt) {
        Instant now = clock.instant();
        return now.plus(Duration.between(now, expiresAt).dividedBy(2));
    }

    private static Optional<String> id(JsonNode subscription) {
        return Optional.of(subscription.path("id").asText("")).filter(ID.asMatchPredicate());
    }

    private static Optional<Instant> expiry(JsonNode subscription) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(subscription.path(EXPIRES).asText("")).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
