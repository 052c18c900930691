package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.UserFields;
import dev.hostkeysync.zoomsim.UserState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/api/v1/drift-checks` on the packaged service: what administrators of Zoom did without a
/// webhook.
class DriftCheckIT {

    private static final String OPERATOR = "operator-token-0123456789";
    private static final String PATH = "/api/v1/drift-checks";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static Installation installation;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        installation = Installation.of("drift");
        installation.with(
                "API_TOKENS",
                installation.credentials().apiTokens() + ",operator:operator:" + OPERATOR);
        installation.zoom().options(now -> now.toBuilder().autoCreateUsers(false).build());
        ServiceProcess service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void findsAndRepairsWhatNobodyTold() {
        var users = installation.zoom().users();
        List<Employee> staff = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String email = Employee.newEmail();
            var _ = users.add(email);
            staff.add(client.created(email));
        }
        staff.forEach(one -> truths.awaitEvent(one, "issued 1"));
        aDayPasses();
        assertThat(check("repair").path("outcomes").path("repaired").asInt()).isEqualTo(10);
        installation.topics().awaitConsumed();

        Employee deleted = staff.get(0);
        Employee renamed = staff.get(1);
        Employee off = staff.get(2);
        Employee unlicensed = staff.get(3);
        assertThat(users.remove(deleted.email())).isTrue();
        assertThat(users.edit(renamed.email(), UserFields.ofEmail("new-" + renamed.email())))
                .isPresent();
        assertThat(users.edit(off.email(), UserFields.none().status(UserState.INACTIVE)))
                .isPresent();
        assertThat(users.edit(unlicensed.email(), UserFields.none().type(UserFields.BASIC)))
                .isPresent();
        var _ = users.add("stranger@example.com");
        aDayPasses();

        JsonNode report = check("report");

        assertThat(findings(report))
                .containsExactly(
                        "email-changed " + renamed.email(),
                        "gone-from-zoom " + deleted.email(),
                        "licence-changed " + unlicensed.email(),
                        "switched " + off.email(),
                        "unknown-in-directory stranger@example.com");
        assertThat(installation.store().activated(deleted.id())).containsExactly(1L);
        await("a new reading")
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(metrics())
                                .contains("hostkeysync_drift_findings{kind=\"gone-from-zoom\"} 1.0")
                                .contains("hostkeysync_drift_check_state{state=\"done\"} 1.0"));

        JsonNode repair = check("repair");

        assertThat(repair.path("outcomes").path("repaired").asInt()).isEqualTo(3);
        truths.awaitEvent(deleted, "revoked 1");
        truths.awaitEvent(renamed, "rotated 2");
        truths.awaitEvent(off, "revoked 2");
        assertThat(installation.store().sealed(deleted.id())).isZero();
        assertThat(client.reveal("new-" + renamed.email()).status()).isEqualTo(200);
        assertThat(client.reveal(unlicensed.email()).status()).isEqualTo(200);
        aDayPasses();
        assertThat(findings(check("report")))
                .containsExactly(
                        "licence-changed " + unlicensed.email(),
                        "unknown-in-directory stranger@example.com");

        users.all().forEach(one -> assertThat(users.remove(one.id())).isTrue());
        JsonNode empty = check("repair");
        assertThat(empty.path("state").asText()).isEqualTo("STOPPED");
        assertThat(empty.path("reason").asText()).startsWith("Zoom's list of users is empty");
        assertThat(client.reveal(staff.get(5).email()).status()).isEqualTo(200);
    }

    @Test
    void isForOperators() {
        assertThat(send("POST", PATH, "nobody", "{\"mode\":\"report\"}").status()).isEqualTo(401);
        assertThat(
                        send(
                                        "POST",
                                        PATH,
                                        installation.credentials().reader(),
                                        "{\"mode\":\"report\"}")
                                .status())
                .isEqualTo(403);
        assertThat(send("GET", PATH, installation.credentials().reader(), "").status())
                .isEqualTo(403);
        assertThat(send("POST", PATH, OPERATOR, "{\"mode\":\"mend\"}").status()).isEqualTo(400);
        assertThat(send("GET", PATH + "/none", OPERATOR, "").status()).isEqualTo(404);
        assertThat(client.send("GET", "/q/openapi", Map.of(), new byte[0]).body())
                .contains("/api/v1/drift-checks/{id}/findings");
    }

    private static JsonNode check(String mode) {
        Reply begun = send("POST", PATH, OPERATOR, "{\"mode\":\"%s\"}".formatted(mode));
        assertThat(begun.status()).isEqualTo(202);
        String id = begun.json().path("id").asText();
        assertThat(begun.header("location")).endsWith(PATH + "/" + id);
        await("the end of the check")
                .atMost(SOON)
                .until(() -> send("GET", PATH + "/" + id, OPERATOR, "").json().has("endedAt"));
        return send("GET", PATH + "/" + id, OPERATOR, "").json();
    }

    private static Set<String> findings(JsonNode check) {
        JsonNode page =
                send("GET", PATH + "/" + check.path("id").asText() + "/findings", OPERATOR, "")
                        .json();
        TreeSet<String> found = new TreeSet<>();
        page.path("items")
                .forEach(one ->
                        found.add(
                                one.path("kind").asText()
                                        + " "
                                        + one.path("email")
                                                .asText(one.path("zoomEmail").asText())));
        return found;
    }

    /// Whoever has changed within the minute before a check is left out of it.
    private static void aDayPasses() {
        installation
                .store()
                .jdbi()
                .useTransaction(tx -> {
                    for (String sql :
                            List.of(
                                    "UPDATE directory_user SET created_at = created_at - interval '1 day',"
                                            + " updated_at = updated_at - interval '1 day',"
                                            + " decided_at = decided_at - interval '1 day',"
                                            + " profiled_at = profiled_at - interval '1 day'",
                                    "UPDATE user_fact SET at = at - interval '1 day'",
                                    "UPDATE sync_user SET accepted_at = accepted_at - interval '1 day'",
                                    "UPDATE host_key SET opened_at = opened_at - interval '1 day',"
                                            + " sent_at = sent_at - interval '1 day',"
                                            + " activated_at = activated_at - interval '1 day'")) {
                        int _ = tx.execute(sql);
                    }
                });
    }

    private static String metrics() {
        return client.send("GET", "/q/metrics", Map.of(), new byte[0]).body();
    }

    private static Reply send(String method, String path, String token, String body) {
        return client.send(
                method,
                path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body.getBytes(UTF_8));
    }
}
