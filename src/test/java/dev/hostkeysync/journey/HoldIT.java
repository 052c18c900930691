package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.ServiceProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The mass-change guard before the packaged service: an identity provider switches off everybody.
class HoldIT {

    private static final String OPERATOR = "operator-token-0123456789";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HOLDS = "/api/v1/holds";
    private static final String NOBODY = "/0199aa00-0000-7000-8000-000000000000";
    private static final int PEOPLE = 60;

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;

    @BeforeAll
    static void install() {
        installation = Installation.of("hold");
        installation
                .with("HOSTKEY_GUARD_COUNT", "20")
                .with(
                        "API_TOKENS",
                        installation.credentials().apiTokens() + ",ann:operator:" + OPERATOR);
        service = installation.start();
        client = installation.client(service);
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    private static Reply send(String method, String path, String token) {
        return client.send(
                method, HOLDS + path, Map.of("Authorization", "Bearer " + token), new byte[0]);
    }

    private static Reply send(String method, String path) {
        return send(method, path, OPERATOR);
    }

    private static List<Employee> employeesWithKeys() {
        List<Employee> employees =
                IntStream.range(0, PEOPLE).mapToObj(_ -> client.create()).toList();
        await("a key for everybody").atMost(SOON).until(() -> allSettled(employees));
        return employees;
    }

    private static boolean allSettled(List<Employee> employees) {
        return employees.stream().allMatch(one -> installation.store().settled(one.id()));
    }

    /// Of whom Zoom holds a key that nobody is told.
    private static long concealedAtZoom(List<Employee> employees) {
        return employees.stream()
                .filter(one -> {
                    Store.Key key = installation.store().active(one.id()).orElseThrow();
                    assertThat(installation.zoom().hostKeyOf(one.email()))
                            .contains(key.digits().reveal());
                    return key.concealed();
                })
                .count();
    }

    private static Map<String, String> keysAtZoom(List<Employee> employees) {
        Map<String, String> keys = new HashMap<>();
        employees.forEach(one ->
                keys.put(one.email(), installation.zoom().hostKeyOf(one.email()).orElse("none")));
        return keys;
    }

    private static void switchOff(List<Employee> employees) {
        employees.forEach(one -> assertThat(client.activate(one, false).status()).isLessThan(300));
        await("every event to be taken, and what passes to be set")
                .atMost(SOON)
                .until(() -> allSettled(employees));
    }

    private static JsonNode newest() {
        Reply reply = send("GET", "");
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("items").path(0);
    }

    private static void awaitFinished(String id) {
        await("the end of the hold")
                .atMost(SOON)
                .until(() -> send("GET", "/" + id).json().has("finishedAt"));
    }

    @Test
    void holdsAMassDeactivationUntilItIsApprovedAndTheNextUntilItIsDropped() {
        approved();
        dropped();
    }

    private static void approved() {
        List<Employee> employees = employeesWithKeys();
        switchOff(employees);

        assertThat(concealedAtZoom(employees)).isEqualTo(20);
        JsonNode hold = newest();
        String id = hold.path("id").asText();
        assertThat(hold.path("state").asText()).isEqualTo("open");
        assertThat(hold.at("/users/held").asInt()).isEqualTo(40);
        assertThat(hold.at("/threshold/allowed").asInt()).isEqualTo(20);
        assertThat(hold.at("/asked/0/cause").asText()).isEqualTo("user-deactivated");
        assertThat(hold.at("/asked/0/origin").asText()).isEqualTo("scim:okta");
        assertThat(send("GET", "/" + id).json().path("items")).hasSize(40);
        // Whoever is switched off is told no key, held or not.
        assertThat(client.reveal(employees.getLast().email()).status()).isEqualTo(409);
        awaitMetric("hostkeysync_held_revocations 40.0");
        assertThat(service.output())
                .containsOnlyOnce("The mass-change guard holds revocations of host keys")
                .contains(HOLDS + "/" + id);

        Reply decision = send("POST", "/" + id + "/approve");
        assertThat(decision.status()).as(decision.body()).isEqualTo(202);
        awaitFinished(id);
        await("the last keys to be set").atMost(SOON).until(() -> allSettled(employees));

        assertThat(concealedAtZoom(employees)).isEqualTo(PEOPLE);
        assertThat(newest().at("/users/revoked").asInt()).isEqualTo(40);
        assertThat(newest().path("resolvedBy").asText()).isEqualTo("ann");
        assertThat(send("POST", "/" + id + "/approve").status()).isEqualTo(202);
        Reply refused = send("POST", "/" + id + "/drop");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/hold-resolved");
    }

    private static void dropped() {
        List<Employee> employees = employeesWithKeys();
        switchOff(employees);
        assertThat(concealedAtZoom(employees)).isEqualTo(20);
        Map<String, String> before = keysAtZoom(employees);
        String id = newest().path("id").asText();

        Reply decision = send("POST", "/" + id + "/drop");
        assertThat(decision.status()).isEqualTo(202);
        assertThat(decision.json().path("notice").asText()).contains("The keys stay as they are");
        awaitFinished(id);

        assertThat(keysAtZoom(employees)).isEqualTo(before);
        assertThat(newest().at("/users/dropped").asInt()).isEqualTo(40);
        assertThat(send("GET", "").json().path("items")).hasSize(2);
        assertThat(client.reveal(employees.getLast().email()).status()).isEqualTo(409);
        HostKeyDigits kept =
                installation.store().active(employees.getLast().id()).orElseThrow().digits();
        assertThat(installation.zoom().hostKeyOf(employees.getLast().email()))
                .contains(kept.reveal());
        awaitMetric("hostkeysync_held_revocations 0.0");
    }

    private static void awaitMetric(String line) {
        await(line)
                .atMost(SOON)
                .until(() ->
                        client.send("GET", "/q/metrics", Map.of(), new byte[0])
                                .body()
                                .contains(line));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "GET, " + NOBODY + ", 404",
        "GET, " + NOBODY + "?cursor=x, 400",
        "POST, " + NOBODY + "/approve, 404",
        "POST, " + NOBODY + "/drop, 404",
        "POST, /nothing/drop, 404"
    })
    void answersFaultsInWords(String method, String path, int status) {
        Reply reply = send(method, path);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.json().path("detail").asText()).isNotEmpty();
    }

    @Test
    void isForOperatorsOnly() {
        assertThat(send("GET", "", "nobody").status()).isEqualTo(401);
        assertThat(send("GET", "", installation.credentials().reader()).status()).isEqualTo(403);
        assertThat(send("POST", NOBODY + "/approve", installation.credentials().reader()).status())
                .isEqualTo(403);
        assertThat(client.send("GET", "/q/openapi", Map.of(), new byte[0]).body())
                .contains("/api/v1/holds/{id}/approve", "HoldDetail");
    }
}
