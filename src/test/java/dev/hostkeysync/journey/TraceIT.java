package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One trace from the request of the identity provider to the event of the key, before a collector;
/// and without one.
///
/// Keys have ten digits here, so that none is found by chance.
class TraceIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PARENT = "b7ad6b7169203331";
    private static final String OKTA = "a-secret-that-okta-shows";

    private static SpanCollector collector;
    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;
    private static TopicTail lifecycle;
    private static TopicTail keys;

    @BeforeAll
    static void install() throws IOException {
        collector = SpanCollector.start();
        installation =
                Installation.of("trace")
                        .with("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url().toString())
                        .with("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "PT0.2S")
                        .with("HOSTKEY_LENGTH", "10")
                        .with("OKTA_HOOK_SECRETS", OKTA)
                        .with("LOG_FORMAT", "json");
        service = installation.start();
        client = installation.client(service);
        lifecycle = installation.tail(Topics.LIFECYCLE);
        keys = installation.tail(Topics.HOST_KEYS);
        truths = new Truths(installation, client, keys);
    }

    @AfterAll
    static void end() {
        installation.close();
        collector.close();
    }

    @Test
    void leadsFromTheRequestToTheEventOfTheKey() throws IOException {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Employee zoe = create(client, "00-" + trace + "-" + PARENT + "-01");
        truths.awaitAgreement(zoe, 1, "issued");

        await("its spans")
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(collector.spansOf(trace))
                                .extracting(Span::getName)
                                .containsExactlyInAnyOrder(
                                        "POST /scim/v2/Users",
                                        "process identity-lifecycle",
                                        "zoom set_host_key"));
        Span request = span(trace, "POST /scim/v2/Users");
        String id = SpanCollector.hex(request.getSpanId());
        assertThat(SpanCollector.hex(request.getParentSpanId())).isEqualTo(PARENT);
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(SpanCollector.attributes(request))
                .isEqualTo(
                        Map.of(
                                "http.request.method",
                                "POST",
                                "http.response.status_code",
                                "201",
                                "http.route",
                                "/scim/v2/Users"));
        for (String name : List.of("process identity-lifecycle", "zoom set_host_key")) {
            assertThat(SpanCollector.hex(span(trace, name).getParentSpanId())).isEqualTo(id);
        }
        assertThat(SpanCollector.attributes(span(trace, "zoom set_host_key")))
                .isEqualTo(
                        Map.of(
                                "http.request.method",
                                "PATCH",
                                "http.response.status_code",
                                "204",
                                "peer.service",
                                "zoom"));
        String carried = "00-" + trace + "-" + id + "-01";
        for (Received record : List.of(first(lifecycle, zoe), first(keys, zoe))) {
            assertThat(record.headers())
                    .containsEntry("ce_traceparent", carried)
                    .containsEntry("traceparent", carried);
        }
        assertThat(Files.readString(service.log()).lines())
                .filteredOn(line -> line.contains("User " + zoe.id()))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(Reply.json(line).at("/mdc/traceId").asText()).isEqualTo(trace));
    }

    @Test
    void makesATraceForARequestThatBringsNoneOrRubbish() {
        Employee max = create(client, "00-zoe@example.com-" + PARENT + "-01");
        truths.awaitAgreement(max, 1, "issued");

        String carried = first(keys, max).headers().get("ce_traceparent");
        assertThat(carried).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(first(lifecycle, max).headers()).containsEntry("ce_traceparent", carried);
    }

    @Test
    void followsARequestThroughEveryDoor() {
        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");
        String scim = "Bearer " + installation.credentials().scim();
        String okta =
                """
                {"eventId": "0a7f3a51", "eventTime": "%1$s", "eventType": "com.okta.event_hook", "data": {"events": [
                  {"uuid": "0a7f3a52", "eventType": "user.lifecycle.suspend", "published": "%1$s",
                   "outcome": {"result": "SUCCESS"},
                   "target": [{"id": "00u1", "type": "User", "alternateId": "%2$s", "displayName": "Zoe"}]}]}}
                """
                        .formatted(Instant.now(), zoe.email());
        String bulk =
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
                  {"method": "PATCH", "path": "/Users/%s", "data": {
                    "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                    "Operations": [{"op": "replace", "path": "active", "value": true}]}}]}
                """
                        .formatted(zoe.id());
        String user = "/scim/v2/Users/" + zoe.id();
        through(zoe, "deactivated", "a1", "POST", "/webhooks/okta", OKTA, okta);
        through(zoe, "reactivated", "a2", "POST", "/scim/v2/Bulk", scim, bulk);
        through(zoe, "removed", "a3", "DELETE", user, scim, "");
    }

    private static void through(
            Employee employee,
            String change,
            String id,
            String method,
            String path,
            String token,
            String body) {
        String trace = id.repeat(16);
        Map<String, String> headers =
                Map.of(
                        "Authorization",
                        token,
                        "Content-Type",
                        path.startsWith("/scim") ? "application/scim+json" : "application/json",
                        "traceparent",
                        "00-" + trace + "-" + PARENT + "-01");
        assertThat(client.send(method, path, headers, body.getBytes(UTF_8)).status())
                .as(path)
                .isBetween(200, 299);
        Received record =
                lifecycle.await(
                        one ->
                                one.key().equals(employee.id())
                                        && one.type().contains("." + change + "."),
                        SOON);
        assertThat(record.headers().get("ce_traceparent")).as(path).startsWith("00-" + trace + "-");
    }

    @Test
    void namesRequestsByTheirRouteAndTellsNobodyAndNoDigits() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String parent = "00-" + trace + "-" + PARENT + "-01";
        Employee eve = create(client, parent);
        truths.awaitAgreement(eve, 1, "issued");
        String reader = installation.credentials().reader();
        String filter = URLEncoder.encode("userName eq \"" + eve.email() + "\"", UTF_8);
        assertThat(get(client, "/api/v1/host-keys/" + eve.email(), reader, parent)).isEqualTo(200);
        assertThat(get(client, "/api/v1/host-keys/" + eve.id() + "/nothing", reader, parent))
                .isEqualTo(404);
        String scim = installation.credentials().scim();
        assertThat(get(client, "/scim/v2/Users?filter=" + filter, scim, parent)).isEqualTo(200);
        assertThat(get(client, "/scim/v2/Users/" + eve.id(), "wrong-token", parent)).isEqualTo(401);
        assertThat(get(client, "/q/health/live", reader, parent)).isEqualTo(200);
        assertThat(get(client, "/q/metrics", reader, parent)).isEqualTo(200);

        await("the spans")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(collector.spansOf(trace)).hasSize(7));

        assertThat(collector.spansOf(trace))
                .extracting(Span::getName)
                .contains("GET /api/v1/host-keys/{user}", "GET /scim/v2/Users")
                .noneMatch(name -> name.contains("/q/"));
        Set<String> digits =
                Set.of(installation.store().active(eve.id()).orElseThrow().digits().reveal());
        Haystack all = new Haystack("spans", collector.text());
        assertThat(all.text()).contains("hostkey-sync");
        assertThat(all.keysFound(digits)).isZero();
        List<String> words = new ArrayList<>(installation.credentials().all());
        words.addAll(List.of(eve.email(), "example.com", eve.id(), "%40"));
        assertThat(all.textsFound(words)).isZero();
    }

    @Test
    void carriesATraceUnchangedWithoutACollector() {
        // Nobody else may take their turn.
        service.terminate();
        ServiceProcess plain = installation.without("OTEL_EXPORTER_OTLP_ENDPOINT").start();
        Client there = installation.client(plain);
        Truths truths = new Truths(installation, there, keys);
        String parent = "00-1af7651916cd43dd8448eb211c80319d-" + PARENT + "-00";

        Employee traced = create(there, parent);
        Employee untraced = there.create();
        truths.awaitAgreement(traced, 1, "issued");
        truths.awaitAgreement(untraced, 1, "issued");

        assertThat(first(lifecycle, traced).headers()).containsEntry("ce_traceparent", parent);
        assertThat(first(keys, traced).headers()).containsEntry("ce_traceparent", parent);
        assertThat(first(lifecycle, untraced).headers())
                .doesNotContainKeys("ce_traceparent", "traceparent");
        assertThat(first(keys, untraced).headers())
                .doesNotContainKeys("ce_traceparent", "traceparent");
        assertThat(plain.output()).doesNotContain("OpenTelemetry", "localhost:4318");
        assertThat(plain.output().lines())
                .filteredOn(line -> line.contains("User " + traced.id()))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(Reply.json(line).at("/mdc/traceId").asText())
                                .isEqualTo("1af7651916cd43dd8448eb211c80319d"));
        service.restart();
    }

    private static Employee create(Client client, String traceparent) {
        String email = Employee.newEmail();
        Reply reply =
                client.send(
                        "POST",
                        "/scim/v2/Users",
                        Map.of(
                                "Authorization",
                                "Bearer " + installation.credentials().scim(),
                                "Content-Type",
                                "application/scim+json",
                                "traceparent",
                                traceparent),
                        """
                        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s", "active": true,
                         "emails": [{"primary": true, "value": "%s", "type": "work"}]}
                        """
                                .formatted(email, email)
                                .getBytes(UTF_8));
        assertThat(reply.status()).isEqualTo(201);
        return new Employee(reply.json().path("id").asText(), email);
    }

    private static int get(Client client, String path, String token, String traceparent) {
        return client.send(
                        "GET",
                        path,
                        Map.of("Authorization", "Bearer " + token, "traceparent", traceparent),
                        new byte[0])
                .status();
    }

    private static Span span(String trace, String name) {
        return collector.spansOf(trace).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Received first(TopicTail topic, Employee employee) {
        return topic.await(record -> record.key().equals(employee.id()), SOON);
    }
}
