package dev.hostkeysync.graphsim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/// `/v1.0/subscriptions`.
final class SubscriptionsApi {

    private static final Duration LONGEST = Duration.ofDays(29);
    private static final Set<String> MEMBERS =
            Set.of(
                    "changeType",
                    "notificationUrl",
                    "lifecycleNotificationUrl",
                    "resource",
                    "expirationDateTime",
                    "clientState");

    private final Map<String, Subscribed> live = new ConcurrentSkipListMap<>();
    private final Notifier notifier;
    private final InstantSource clock;

    SubscriptionsApi(Notifier notifier, InstantSource clock) {
        this.notifier = notifier;
        this.clock = clock;
    }

    /// Those that did not expire.
    List<Subscribed> all() {
        Instant now = clock.instant();
        live.values().removeIf(one -> !one.expiresAt().isAfter(now));
        return List.copyOf(live.values());
    }

    void drop() {
        live.clear();
    }

    Answer answer(Call call, List<String> segments) throws InterruptedException {
        if (segments.size() == 1) {
            return switch (call.method()) {
                case "GET" -> list();
                case "POST" -> create(call);
                default -> methodNotAllowed();
            };
        }
        Optional<Subscribed> one =
                all().stream().filter(each -> each.id().equals(segments.get(1))).findFirst();
        if (one.isEmpty() || segments.size() > 2) {
            return Answer.error(404, "ResourceNotFound", "The object was not found.");
        }
        return switch (call.method()) {
            case "GET" -> Answer.json(200, one.get().json());
            case "PATCH" -> renew(call, one.get());
            case "DELETE" -> {
                live.remove(one.get().id());
                yield Answer.empty(204);
            }
            default -> methodNotAllowed();
        };
    }

    private static Answer methodNotAllowed() {
        return Answer.error(405, "Request_BadRequest", "Specified HTTP method is not allowed.");
    }

    private Answer list() {
        ObjectNode body = Answer.JSON.createObjectNode();
        all().forEach(one -> body.withArray("value").add(one.json()));
        body.withArray("value");
        return Answer.json(200, body);
    }

    private Answer create(Call call) throws InterruptedException {
        Optional<JsonNode> given = json(call);
        if (given.isEmpty()) {
            return Answer.badRequest("The body must be a JSON object.");
        }
        JsonNode body = given.get();
        Optional<String> fault = fault(body);
        if (fault.isPresent()) {
            return Answer.error(400, "InvalidRequest", fault.get());
        }
        Subscribed made =
                new Subscribed(
                        UUID.randomUUID().toString(),
                        body.path("resource").asText(),
                        new TreeSet<>(List.of(body.path("changeType").asText().split(","))),
                        URI.create(body.path("notificationUrl").asText()),
                        URI.create(body.path("lifecycleNotificationUrl").asText()),
                        body.path("clientState").asText(),
                        expiry(body).orElseThrow());
        if (!notifier.validates(made.notificationUrl())
                || !notifier.validates(made.lifecycleNotificationUrl())) {
            return Answer.error(400, "ValidationError", "Subscription validation request failed.");
        }
        live.put(made.id(), made);
        ObjectNode answer = made.json();
        answer.put("clientState", made.clientState());
        return Answer.json(201, answer);
    }

    private Answer renew(Call call, Subscribed one) {
        Optional<JsonNode> body = json(call);
        if (body.isEmpty() || body.get().size() != 1 || expiryFault(body.get()).isPresent()) {
            return Answer.error(400, "InvalidRequest", "Only an expirationDateTime, a valid one.");
        }
        Subscribed renewed = one.until(expiry(body.get()).orElseThrow());
        live.put(one.id(), renewed);
        return Answer.json(200, renewed.json());
    }

    private Optional<String> fault(JsonNode body) {
        Set<String> given = new TreeSet<>();
        body.fieldNames().forEachRemaining(given::add);
        if (!given.equals(MEMBERS)) {
            return Optional.of("The members must be " + MEMBERS);
        }
        if (!body.path("resource").asText().equals("users")) {
            return Optional.of("The resource is not known");
        }
        if (!Set.of("updated", "deleted")
                .containsAll(List.of(body.path("changeType").asText().split(",", -1)))) {
            return Optional.of("Users have the change types updated and deleted");
        }
        if (body.path("clientState").asText().length() > 128) {
            return Optional.of("clientState is too long");
        }
        for (String url : List.of("notificationUrl", "lifecycleNotificationUrl")) {
            URI address = URI.create(body.path(url).asText());
            boolean local = "127.0.0.1".equals(address.getHost());
            if (!"https".equals(address.getScheme()) && !local) {
                return Optional.of(url + " must be https");
            }
        }
        return expiryFault(body);
    }

    private Optional<String> expiryFault(JsonNode body) {
        Optional<Instant> expiry = expiry(body);
        Instant now = clock.instant();
        boolean good =
                expiry.filter(at -> at.isAfter(now) && !at.isAfter(now.plus(LONGEST))).isPresent();
        return good
                ? Optional.empty()
                : Optional.of("expirationDateTime must be within 41760 minutes in the future");
    }

    private static Optional<Instant> expiry(JsonNode body) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(body.path("expirationDateTime").asText()).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> json(Call call) {
        try {
            return call.isOf("application/json")
                    ? Optional.ofNullable(Answer.JSON.readTree(call.body()))
                            .filter(JsonNode::isObject)
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
