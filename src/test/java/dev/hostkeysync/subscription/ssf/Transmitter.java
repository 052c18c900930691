package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.sealing.Keyset;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.subscription.AllowedHosts;
import dev.hostkeysync.subscription.Deliveries;
import dev.hostkeysync.subscription.DeliveryBell;
import dev.hostkeysync.subscription.Engine;
import dev.hostkeysync.subscription.Event;
import dev.hostkeysync.subscription.SubscriptionSecrets;
import dev.hostkeysync.subscription.Subscriptions;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.SetVerifier;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The transmitter around a database of its own, wired by hand.
final class Transmitter {

    static final String ISSUER = "https://hostkeys.example.com";
    static final String SIEM = "siem";
    static final String OTHER = "other";
    static final String OPERATOR = "ann";
    static final String ZOE = "0199aa00-0000-7000-8000-00000000000a";

    private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

    private static final List<Supplier<KeyPair>> PAIRS = List.of(once(), once(), once());

    private static Supplier<KeyPair> once() {
        AtomicReference<@Nullable KeyPair> drawn = new AtomicReference<>();
        return () ->
                Objects.requireNonNull(
                        drawn.updateAndGet(pair ->
                                pair == null ? SigningKeys.draw(new SecureRandom()) : pair));
    }

    record Settings(boolean transmitter, Duration inactivityTimeout) implements TransmitterConfig {}

    /// @param json missing where there is no body
    record Reply(int status, JsonNode json, Map<String, String> headers) {}

    final TestDatabase database = TestDatabase.fresh();
    final Jdbi jdbi = database.jdbi();
    final TestClock clock = new TestClock("2026-11-22T08:00:00Z");
    final FixedIds ids = new FixedIds();
    final SecretSealer sealer = new SecretSealer(Keyset.parse(HostKeyFixture.newKeyset()));
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Subscriptions subscriptions = new Subscriptions();
    final SubscriptionSecrets secrets = new SubscriptionSecrets(sealer, ids);
    final Deliveries deliveries = new Deliveries();
    final DeliveryBell bell = new DeliveryBell();
    final TransmitterConfig config = new Settings(true, Duration.ofDays(14));
    final Issuer issuer = new Issuer(ISSUER);
    final Streams streams = new Streams(subscriptions);
    final SigningKeyRows rows = new SigningKeyRows(sealer);
    private final Supplier<KeyPair> pairs = pairs();
    final SigningKeys keys = newKeys();
    final StreamTokens tokens = new StreamTokens(jdbi, streams, keys, issuer);
    final PushEncoder encoder = new PushEncoder(tokens, config);
    final StreamAdministration administration =
            new StreamAdministration(
                    jdbi,
                    streams,
                    subscriptions,
                    secrets,
                    deliveries,
                    AuditFixture.trail(clock),
                    AllowedHosts.of(Optional.of("127.0.0.1")),
                    bell,
                    issuer,
                    config,
                    ids,
                    clock);
    final StreamStatus status =
            new StreamStatus(
                    jdbi, administration, streams, subscriptions, deliveries, bell, ids, clock);
    final Verification verification =
            new Verification(jdbi, administration, streams, deliveries, bell, ids, clock);
    final Subjects subjects = new Subjects(jdbi, administration, streams);
    final News news = new News(bell);
    final StreamUpkeep upkeep = new StreamUpkeep(jdbi, streams, status, rows, bell, config, clock);

    /// Another one at each call, though the same in each test: it takes a while to draw one.
    private static Supplier<KeyPair> pairs() {
        AtomicInteger next = new AtomicInteger();
        return () -> PAIRS.get(next.getAndIncrement() % PAIRS.size()).get();
    }

    /// Of another replica.
    SigningKeys newKeys() {
        return new SigningKeys(jdbi, rows, AuditFixture.trail(clock), ids, pairs, clock);
    }

    Poll poll(Duration longestWait) {
        return new Poll(
                jdbi, administration, streams, deliveries, tokens, news, metrics, longestWait);
    }

    Engine push() {
        return Engine.run(jdbi, secrets, encoder, bell, clock, metrics);
    }

    /// A request to an endpoint, past the check of the scope.
    ///
    /// @param path with its query, such as `/ssf/streams?stream_id=…`
    /// @param body single quotes stand for double ones; empty = none
    Reply call(String method, String path, String body, String caller) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        try (Response response = route(method, path, bytes, identity(caller))) {
            return reply(response);
        } catch (ProblemException e) {
            var problem = JSON.createObjectNode().put("detail", e.problem().detail().orElse(""));
            return new Reply(
                    e.problem().status(),
                    problem,
                    e.problem()
                            .retryAfter()
                            .map(wait -> Map.of("Retry-After", "" + wait.toSeconds()))
                            .orElse(Map.of()));
        }
    }

    private Response route(
            String method, String path, byte[] body, QuarkusSecurityIdentity identity) {
        String[] parts = path.split("\\?stream_id=", 2);
        String id = parts.length == 2 ? parts[1] : null;
        HttpServerRequest request = request();
        StreamResource stream = new StreamResource(administration, identity);
        StatusResource state = new StatusResource(status, identity);
        MetadataResource metadata = new MetadataResource(issuer, keys);
        SigningKeyResource signing = new SigningKeyResource(keys, identity);
        SubjectResource subject = new SubjectResource(subjects, identity);
        String target = parts[0].startsWith(Issuer.POLL) ? Issuer.POLL : parts[0];
        return switch (method + " " + target) {
            case "POST " + Issuer.STREAMS -> stream.create(body, request);
            case "GET " + Issuer.STREAMS -> stream.get(id, request);
            case "PATCH " + Issuer.STREAMS -> stream.update(body, request);
            case "PUT " + Issuer.STREAMS -> stream.replace(body, request);
            case "DELETE " + Issuer.STREAMS -> stream.delete(id, request);
            case "GET " + Issuer.STATUS -> state.get(id, request);
            case "POST " + Issuer.STATUS -> state.update(body, request);
            case "POST " + Issuer.VERIFICATION ->
                    new VerificationResource(verification, identity).verify(body, request);
            case "POST " + Issuer.ADD_SUBJECT -> subject.add(body, request);
            case "POST " + Issuer.REMOVE_SUBJECT -> subject.remove(body, request);
            case "POST " + Issuer.POLL ->
                    new PollResource(poll(Duration.ofMillis(100)), identity)
                            .fetch(parts[0].substring(Issuer.POLL.length() + 1), body, request);
            case "GET " + Issuer.WELL_KNOWN -> metadata.metadata();
            case "GET " + Issuer.JWKS -> metadata.keys();
            case "GET " + SigningKeyResource.PATH -> signing.list();
            case "POST " + SigningKeyResource.PATH -> signing.rotate(body, request);
            default -> throw new IllegalArgumentException(method + " " + target);
        };
    }

    private static QuarkusSecurityIdentity identity(String caller) {
        Scope scope = caller.equals(OPERATOR) ? Scope.OPERATOR : Scope.SSF_MANAGE;
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new Caller(caller, Set.of(scope)))
                .addRole(scope.wireName())
                .build();
    }

    private static HttpServerRequest request() {
        return (HttpServerRequest)
                Proxy.newProxyInstance(
                        Transmitter.class.getClassLoader(),
                        new Class<?>[] {HttpServerRequest.class},
                        (_, _, _) -> SocketAddress.inetSocketAddress(4711, "192.0.2.9"));
    }

    private static Reply reply(Response response) {
        Object entity = response.getEntity();
        JsonNode json =
                switch (entity) {
                    case null -> JSON.missingNode();
                    case String text -> json(text);
                    default -> JSON.valueToTree(entity);
                };
        return new Reply(
                response.getStatus(),
                json,
                Map.of("Cache-Control", String.valueOf(response.getHeaderString("Cache-Control"))));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /// A new stream of [#SIEM]'s.
    UUID stream(String body) {
        Reply reply = call("POST", Issuer.STREAMS, body, SIEM);
        if (reply.status() != 201) {
            throw new AssertionError(reply.toString());
        }
        return UUID.fromString(reply.json().path("stream_id").asText());
    }

    UUID polled() {
        return stream("{'delivery': {'method': 'urn:ietf:rfc:8936'}}");
    }

    Event changed(String id, String change) {
        return changed(id, change, Optional.of("zoe@example.com"));
    }

    /// As the topic has it, one second after the change.
    Event changed(String id, String change, Optional<String> email) {
        String data =
                "{\"userId\":\"%s\",\"zoomUserId\":\"KDcuGIm1QgePTO8WbOqwIQ\",%s\"change\":\"%s\",\"reason\":\"sso-changed\",\"version\":2,\"changedAt\":\"%s\",\"bulk\":false}"
                        .formatted(
                                ZOE,
                                email.map("\"email\":\"%s\","::formatted).orElse(""),
                                change,
                                clock.instant().minusSeconds(1));
        return event(id, "dev.hostkeysync.host-key.changed.v1", data);
    }

    Event failed(String id) {
        return event(
                id,
                "dev.hostkeysync.host-key.failed.v1",
                "{\"userId\":\"%s\",\"reason\":\"300\",\"attempts\":3}".formatted(ZOE));
    }

    private Event event(String id, String type, String data) {
        return new Event(id, type, clock.instant(), ZOE, data.getBytes(StandardCharsets.UTF_8));
    }

    /// As the consumer of the topic does.
    void tell(UUID stream, Event... events) {
        int _ = jdbi.inTransaction(tx -> deliveries.add(tx, stream, List.of(events)));
        bell.ring();
    }

    PollAnswer fetch(UUID stream, String body) {
        return poll(Duration.ofMillis(100))
                .poll(
                        Optional.of(stream),
                        PollRequest.parse(
                                Body.parse(
                                        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                                        100_000)),
                        new Peer(SIEM, SIEM, false, "192.0.2.9"));
    }

    PollAnswer fetch(UUID stream) {
        return fetch(stream, "{'returnImmediately': true}");
    }

    String keySet() {
        return call("GET", Issuer.JWKS, "", SIEM).json().toString();
    }

    /// Checked with what is published.
    Map<String, Object> claims(String token) {
        return SetVerifier.claims(token, keySet(), ISSUER, SIEM);
    }

    /// What is left: id of the event, last failure, whether it failed for good.
    List<String> left(UUID subscription) {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT event_id || ' ' || coalesce(last_failure, '-') || ' '"
                                        + " || CASE WHEN failed_at IS NULL THEN 'waiting' ELSE 'failed' END"
                                        + " FROM subscription_delivery WHERE subscription_id = ? ORDER BY seq",
                                subscription)
                        .mapTo(String.class)
                        .list());
    }

    double count(String outcome) {
        return metrics.counter("hostkeysync_subscription_deliveries_total", "outcome", outcome)
                .count();
    }

    /// Every text of every row of ours.
    String dump() {
        StringBuilder dump = new StringBuilder();
        for (String table :
                List.of(
                        "subscription",
                        "subscription_secret",
                        "subscription_delivery",
                        "ssf_stream",
                        "ssf_removed_subject",
                        "ssf_signing_key",
                        "audit_entry")) {
            jdbi.useHandle(handle -> {
                handle.execute("SET bytea_output = 'escape'");
                handle.select("SELECT t::text FROM " + table + " t")
                        .mapTo(String.class)
                        .forEach(row -> dump.append(row).append('\n'));
            });
        }
        return dump.toString();
    }
}
