package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.SeenRequest;
import dev.hostkeysync.zoomsim.SimulatedUser;
import dev.hostkeysync.zoomsim.UserFields;
import dev.hostkeysync.zoomsim.UserState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `ZOOM_PROVISIONING=sso-create`: the identity provider knows SCIM only, and Zoom has its users.
class AccountIT {

    private static final String OPERATOR = "operator-token-0123456789";
    private static final String HEIR = "heir@example.com";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static Installation installation;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        installation =
                Installation.of("account")
                        .with("ZOOM_PROVISIONING", "sso-create")
                        .with("ZOOM_PROVISIONING_ON_DEACTIVATE", "deactivate")
                        .with("ZOOM_PROVISIONING_ON_REMOVE", "delete")
                        .with("ZOOM_PROVISIONING_HEIR", HEIR);
        installation.with(
                "API_TOKENS",
                installation.credentials().apiTokens() + ",operator:operator:" + OPERATOR);
        installation.zoom().options(o -> o.toBuilder().autoCreateUsers(false).build());
        SimulatedUser _ = installation.zoom().users().add(UserFields.ofEmail(HEIR));
        ServiceProcess service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void keepsAUserAtZoomFromTheFirstDayToTheLast() {
        Employee zoe = create("Zoe", "Sales");
        truths.awaitAgreement(zoe, 1, "issued");
        SimulatedUser made = atZoom(zoe).orElseThrow();
        assertThat(made.type()).isEqualTo(UserFields.LICENSED);
        assertThat(made.firstName()).isEqualTo("Zoe");
        assertThat(bodies("POST", "/v2/users"))
                .anyMatch(body -> body.contains(zoe.email()) && body.contains("ssoCreate"));

        assertThat(patch(zoe, "name.givenName", "\"Zoé\"").status()).isEqualTo(200);
        assertThat(
                        patch(
                                        zoe,
                                        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
                                        "\"Support\"")
                                .status())
                .isEqualTo(200);
        await("name and department")
                .atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(atZoom(zoe).orElseThrow().firstName()).isEqualTo("Zoé");
                    assertThat(bodies("PATCH", "/v2/users/" + made.id()))
                            .anyMatch(body -> body.contains("\"dept\":\"Support\""));
                });
        assertThat(truths.eventsOf(zoe)).as("a name is no sign-in").hasSize(1);

        assertThat(client.activate(zoe, false).status()).isEqualTo(200);
        await("to be switched off at Zoom")
                .atMost(SOON)
                .until(() -> atZoom(zoe).orElseThrow().status() == UserState.INACTIVE);
        assertThat(lastOf(made, "PATCH")).isLessThan(lastOf(made, "PUT"));
        assertThat(client.activate(zoe, true).status()).isEqualTo(200);
        await("to be back at Zoom, with the licence")
                .atMost(SOON)
                .until(() ->
                        atZoom(zoe).orElseThrow().status() == UserState.ACTIVE
                                && atZoom(zoe).orElseThrow().type() == UserFields.LICENSED);
        truths.awaitAgreement(zoe);

        assertThat(client.delete(zoe).status()).isEqualTo(204);
        await("to be gone from Zoom").atMost(SOON).until(() -> atZoom(zoe).isEmpty());
        assertThat(lastOf(made, "PATCH")).isLessThan(lastOf(made, "DELETE"));
        await("nothing to be left to do")
                .atMost(SOON)
                .until(() ->
                        view("").stream()
                                .allMatch(one -> one.path("state").asText().equals("DONE")));
    }

    @Test
    void waitsForALicenceAndGoesOnOnceOneIsFree() {
        Employee max = create("Max", "Sales");
        truths.awaitAgreement(max, 1, "issued");
        int used =
                (int)
                        installation.zoom().users().all().stream()
                                .filter(user -> user.type() == UserFields.LICENSED)
                                .count();
        installation.zoom().options(o -> o.toBuilder().licences(used).build());

        Employee zoe = create("Zoe", "Sales");
        await("the reason to be visible")
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(view("?state=waiting"))
                                .anySatisfy(one -> {
                                    assertThat(one.path("userId").asText()).isEqualTo(zoe.id());
                                    assertThat(one.path("hindrance").asText()).isEqualTo("LICENCE");
                                    assertThat(one.path("reason").asText()).contains("400/2034");
                                    assertThat(one.path("remedy").asText()).contains("licence");
                                }));
        assertThat(atZoom(zoe)).isEmpty();

        assertThat(client.delete(max).status()).isEqualTo(204);

        truths.awaitAgreement(zoe, 1, "issued");
        installation.zoom().options(o -> o.toBuilder().licences(null).build());
        assertThat(
                        api("POST", "/" + zoe.id() + "/retry", installation.credentials().reader())
                                .status())
                .isEqualTo(403);
        assertThat(api("POST", "/" + zoe.id() + "/retry", OPERATOR).status()).isEqualTo(202);
        assertThat(client.send("GET", "/q/metrics", Map.of(), new byte[0]).body())
                .contains("hostkeysync_zoom_accounts{state=\"done\"}");
    }

    private static Employee create(String given, String department) {
        String email = Employee.newEmail();
        String body =
                """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                 "userName": "%s", "active": true, "name": {"givenName": "%s", "familyName": "Miller"},
                 "emails": [{"primary": true, "value": "%s", "type": "work"}],
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "%s"}}
                """
                        .formatted(email, given, email, department);
        Reply reply = client.scim("POST", "", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return new Employee(reply.json().path("id").asText(), email);
    }

    private static Reply patch(Employee employee, String path, String value) {
        String body =
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations": [{"op": "replace", "path": "%s", "value": %s}]}
                """
                        .formatted(path, value);
        return client.scim("PATCH", "/" + employee.id(), body);
    }

    private static Optional<SimulatedUser> atZoom(Employee employee) {
        return installation.zoom().users().find(employee.email());
    }

    private static List<String> bodies(String method, String path) {
        return installation.zoom().requests().stream()
                .filter(one -> one.method().equals(method) && one.path().equals(path))
                .map(SeenRequest::body)
                .toList();
    }

    /// When the user was last called so, by number.
    private static long lastOf(SimulatedUser user, String method) {
        return installation.zoom().requests().stream()
                .filter(one -> one.method().equals(method) && one.path().contains(user.id()))
                .mapToLong(SeenRequest::sequence)
                .max()
                .orElseThrow();
    }

    private static List<JsonNode> view(String query) {
        Reply reply = api("GET", query, OPERATOR);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("items").valueStream().toList();
    }

    private static Reply api(String method, String path, String token) {
        return client.send(
                method,
                "/api/v1/zoom-accounts" + path,
                Map.of("Authorization", "Bearer " + token),
                method.equals("POST") ? "{}".getBytes(UTF_8) : new byte[0]);
    }
}
