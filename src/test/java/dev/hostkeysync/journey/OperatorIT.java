package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What operators see of users and do with them, over HTTP.
class OperatorIT {

    private static final String OPERATOR = "operator-token-0123456789";
    private static final String ROTATOR = "rotator-token-0123456789";
    private static final String KEYS = "/api/v1/host-keys";

    private static Installation installation;
    private static Client client;

    @BeforeAll
    static void install() {
        installation = Installation.of("operator");
        installation.with(
                "API_TOKENS",
                installation.credentials().apiTokens()
                        + ",jane:operator:"
                        + OPERATOR
                        + ",rotator:hostkey.rotate:"
                        + ROTATOR);
        installation.with("HOSTKEY_MAX_AGE", "P90D");
        ServiceProcess service = installation.start();
        client = installation.client(service);
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @AfterEach
    void mend() {
        installation.zoom().behave();
        installation.zoom().options(now -> now.toBuilder().autoCreateUsers(true).build());
    }

    private static Reply send(String method, String path, String token, String body) {
        return client.send(
                method,
                path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body.getBytes(UTF_8));
    }

    private static Reply send(String method, String path) {
        return client.send(
                method, path, Map.of("Authorization", "Bearer " + OPERATOR), new byte[0]);
    }

    private static JsonNode status(Employee employee) {
        Reply reply = send("GET", KEYS + "/" + employee.email() + "/status");
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("status");
    }

    private static ConditionFactory until(String what) {
        return await(what).atMost(Duration.ofSeconds(60));
    }

    private static void awaitState(Employee employee, String state) {
        until(state)
                .until(() -> status(employee).path("sync").path("state").asText().equals(state));
    }

    private static Employee withKey() {
        Employee employee = client.create();
        awaitState(employee, "DONE");
        return employee;
    }

    private static List<String> trail(Employee employee) {
        return installation
                .store()
                .jdbi()
                .withHandle(tx ->
                        tx.select(
                                        """
                                        SELECT actor || ' ' || action || ' ' || coalesce(detail, '') FROM audit_entry
                                        WHERE user_id = ? AND action NOT LIKE 'host-key.reveal%' ORDER BY id
                                        """,
                                        UUID.fromString(employee.id()))
                                .mapTo(String.class)
                                .list());
    }

    @Test
    void showsWhoWaitsAndWhyAndTriesAgain() {
        installation.zoom().options(now -> now.toBuilder().autoCreateUsers(false).build());
        Employee employee = client.create();
        awaitState(employee, "WAITING");

        Reply list = send("GET", KEYS + "?state=waiting&reason=1001&limit=200");

        assertThat(list.status()).isEqualTo(200);
        JsonNode listed =
                list.json()
                        .path("items")
                        .valueStream()
                        .filter(item -> item.at("/user/id").asText().equals(employee.id()))
                        .findFirst()
                        .orElseThrow();
        assertThat(listed.at("/user/email").asText()).isEqualTo(employee.email());
        assertThat(listed.path("state").asText()).isEqualTo("PENDING");
        assertThat(listed.at("/sync/reason").asText())
                .isEqualTo("Zoom answered 404/1001: no such user");
        assertThat(listed.at("/sync/cause").asText()).isEqualTo("user-created");
        assertThat(listed.at("/sync/attempts").asInt()).isPositive();
        assertThat(Instant.parse(listed.at("/sync/nextAttemptAt").asText()))
                .isAfter(Instant.parse(listed.at("/sync/acceptedAt").asText()));
        assertThat(list.body()).doesNotContain("hostKey", "candidate");

        installation.store().putOff(employee.id());
        installation.zoom().users().add(employee.email());
        Reply retried =
                send(
                        "POST",
                        KEYS + "/" + employee.email() + "/retry",
                        OPERATOR,
                        "{\"reason\":\"account made\"}");

        assertThat(retried.status()).isEqualTo(202);
        assertThat(retried.json().path("outcome").asText()).isEqualTo("DONE");
        awaitState(employee, "DONE");
        assertThat(client.reveal(employee.email()).status()).isEqualTo(200);
        Reply again = send("POST", KEYS + "/" + employee.id() + "/retry");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("outcome").asText()).isEqualTo("ALREADY");
        assertThat(trail(employee))
                .containsExactly(
                        "jane host-key.retry DONE; reason: account made",
                        "jane host-key.retry ALREADY");
    }

    @Test
    void rotatesWithdrawsAndIssues() {
        Employee employee = withKey();
        String path = KEYS + "/" + employee.email();

        assertThat(send("POST", path + "/rotation", ROTATOR, "").status()).isEqualTo(202);
        until("the second key").until(() -> status(employee).path("version").asInt() == 2);
        assertThat(send("POST", path + "/revocation").status()).isEqualTo(202);
        assertThat(client.reveal(employee.email()).status()).isEqualTo(409);
        until("its withdrawal")
                .until(() -> status(employee).path("state").asText().equals("CONCEALED"));
        assertThat(client.reveal(employee.email()).json().path("detail").asText())
                .startsWith("The key was withdrawn.");
        Reply refused = send("POST", path + "/rotation");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/not-entitled");
        assertThat(send("POST", path + "/issue").status()).isEqualTo(202);
        until("another key").until(() -> status(employee).path("state").asText().equals("ACTIVE"));

        assertThat(client.reveal(employee.email()).status()).isEqualTo(200);
        assertThat(trail(employee))
                .containsExactly(
                        "rotator host-key.rotate DONE",
                        "jane host-key.revoke DONE",
                        "jane host-key.rotate NOT_ENTITLED",
                        "jane host-key.issue DONE");
    }

    @Test
    void protectsFromEveryChange() {
        Employee employee = withKey();
        String path = KEYS + "/" + employee.email();

        Reply on = send("PUT", path + "/protection", OPERATOR, "{\"reason\":\"board member\"}");

        assertThat(on.status()).isEqualTo(200);
        assertThat(on.json().at("/status/protected").asBoolean()).isTrue();
        Reply refused = send("POST", path + "/rotation");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/user-protected");
        Reply off = send("DELETE", path + "/protection?reason=left%20the%20board");
        assertThat(off.status()).isEqualTo(200);
        assertThat(status(employee).path("protected").asBoolean()).isFalse();
        assertThat(trail(employee))
                .containsExactly(
                        "jane user.protect DONE; reason: board member",
                        "jane host-key.rotate PROTECTED",
                        "jane user.unprotect DONE; reason: left the board");
    }

    @Test
    void isForOperators() {
        Employee employee = withKey();
        String path = KEYS + "/" + employee.id();
        String reader = installation.credentials().reader();

        assertThat(send("GET", KEYS, "nobody", "").status()).isEqualTo(401);
        assertThat(send("GET", KEYS, reader, "").status()).isEqualTo(403);
        assertThat(send("GET", path + "/status", reader, "").status()).isEqualTo(403);
        assertThat(send("POST", path + "/rotation", reader, "").status()).isEqualTo(403);
        assertThat(send("POST", path + "/revocation", ROTATOR, "").status()).isEqualTo(403);
        assertThat(send("PUT", path + "/protection", ROTATOR, "").status()).isEqualTo(403);
        assertThat(send("GET", KEYS + "/max@example.com/status").status()).isEqualTo(404);
        assertThat(send("POST", KEYS + "/max@example.com/retry").status()).isEqualTo(404);
        assertThat(send("GET", KEYS + "?state=lost").status()).isEqualTo(400);
        assertThat(send("GET", KEYS + "?limit=0").status()).isEqualTo(400);
        assertThat(send("GET", KEYS + "?cursor=x").status()).isEqualTo(400);
        assertThat(send("POST", path + "/retry", OPERATOR, "{\"why\":\"so\"}").status())
                .isEqualTo(400);
        assertThat(send("POST", path + "/retry", OPERATOR, "[").status()).isEqualTo(400);
        assertThat(trail(employee)).isEmpty();
    }

    @Test
    void staysReadyWhileTheDaysCallsAreUsedUpAndGoesOnByItself() {
        withKey();
        installation
                .zoom()
                .misbehave(Rule.next(1, new Action.Throttle("5", "Daily-limit")).path("/v2/users"));

        Employee employee = client.create();

        until("the hold").until(() -> budget().path("held").asBoolean());
        JsonNode budget = budget();
        assertThat(budget.path("reason").asText()).endsWith("the day's calls are used up");
        assertThat(Instant.parse(budget.path("until").asText())).isNotNull();
        assertThat(budget.path("unfinishedUsers").asLong()).isPositive();
        assertThat(send("GET", "/q/health/live").status()).isEqualTo(200);
        assertThat(send("GET", KEYS).json().at("/held/reason").asText())
                .endsWith("the day's calls are used up");
        awaitState(employee, "DONE");
        until("the end of the hold").until(() -> !budget().path("held").asBoolean());
        assertThat(send("GET", "/q/metrics").body())
                .contains(
                        "hostkeysync_zoom_held{class=\"light\",reason=\"zoom_day_used\"} 0.0",
                        "hostkeysync_in_doubt_overdue 0.0");
    }

    /// The readiness check's data; it must be up whatever Zoom says.
    private static JsonNode budget() {
        Reply ready = send("GET", "/q/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        return ready.json()
                .path("checks")
                .valueStream()
                .filter(check -> check.path("name").asText().equals("Zoom budget"))
                .findFirst()
                .orElseThrow()
                .path("data");
    }
}
