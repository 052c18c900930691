package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import dev.hostkeysync.zoomsim.SimulatorOptions;
import dev.hostkeysync.zoomsim.SimulatorOptionsBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/api/v1/preflight`, and what a start says.
class PreflightIT {

    private static final String OPERATOR = "operator-token-0123456789";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PREFLIGHT = "/api/v1/preflight";

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static SimulatorOptions asItWas;

    @BeforeAll
    static void install() {
        installation = Installation.of("preflight");
        installation.with(
                "API_TOKENS",
                installation.credentials().apiTokens() + ",operator:operator:" + OPERATOR);
        service = installation.start();
        client = installation.client(service);
        asItWas = installation.zoom().options();
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @AfterEach
    void mend() {
        installation.zoom().behave();
        installation.zoom().options(_ -> asItWas);
    }

    private static void zoom(UnaryOperator<SimulatorOptionsBuilder> change) {
        installation.zoom().options(now -> change.apply(now.toBuilder()).build());
    }

    private static Reply send(String method, String path, String token) {
        return client.send(method, path, Map.of("Authorization", "Bearer " + token), new byte[0]);
    }

    private static Map<String, String> statuses() {
        Reply reply = send("GET", PREFLIGHT, OPERATOR);
        assertThat(reply.status()).isEqualTo(200);
        Map<String, String> statuses = new HashMap<>();
        statuses.put("all", reply.json().path("status").asText());
        for (JsonNode finding : reply.json().path("findings")) {
            statuses.put(finding.path("check").asText(), finding.path("status").asText());
        }
        return statuses;
    }

    @Test
    void findsNothingToMend() {
        zoom(o -> o.limitHeaders(true));
        await("the topics to be looked at")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(statuses()).containsEntry("topics", "ok"));

        assertThat(statuses())
                .containsEntry("token", "ok")
                .containsEntry("scopes", "ok")
                .containsEntry("host-key-lock", "ok")
                .containsEntry("clock", "ok")
                .containsKeys("limits", "webhook");
    }

    @Test
    void isForOperators() {
        assertThat(send("GET", PREFLIGHT, "nobody").status()).isEqualTo(401);
        assertThat(send("GET", PREFLIGHT, installation.credentials().reader()).status())
                .isEqualTo(403);
        assertThat(send("POST", PREFLIGHT + "/lock", installation.credentials().reader()).status())
                .isEqualTo(403);
        assertThat(client.send("GET", "/q/openapi", Map.of(), new byte[0]).body())
                .contains("/api/v1/preflight/lock", "host-key-lock");
    }

    @Test
    void locksHostKeysWhenTold() {
        zoom(o -> o.adminChangeUserInfo(false));
        assertThat(statuses()).containsEntry("host-key-lock", "problem");

        Reply locked = send("POST", PREFLIGHT + "/lock", OPERATOR);

        assertThat(locked.status()).isEqualTo(200);
        assertThat(locked.json().path("status").asText()).isEqualTo("ok");
        assertThat(installation.zoom().options().adminChangeUserInfo()).isTrue();
        assertThat(statuses()).containsEntry("host-key-lock", "ok");
        List<String> written =
                Jdbi.create(Backends.postgres().dataSource(installation.name()))
                        .withHandle(tx ->
                                tx.createQuery(
                                                """
                                                SELECT actor || ' ' || action || ': ' || detail
                                                FROM audit_entry WHERE action = 'account.lock-host-keys'
                                                ORDER BY id DESC LIMIT 2
                                                """)
                                        .mapTo(String.class)
                                        .list());
        assertThat(written)
                .containsExactly(
                        "operator account.lock-host-keys: locked",
                        "operator account.lock-host-keys: wanted");
    }

    @Test
    void saysWhyItCannotLock() {
        zoom(o ->
                o.adminChangeUserInfo(false)
                        .scopes(Set.of("user:update:user:admin", "account:read:settings:admin")));
        assertThat(statuses()).containsEntry("scopes", "warning");

        Reply refused = send("POST", PREFLIGHT + "/lock", OPERATOR);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).endsWith("/lock-refused");
        assertThat(refused.json().path("detail").asText())
                .contains("account:update:settings:admin", "Advanced, Security");

        installation.zoom().misbehave(Rule.next(1, Action.Status.of(503)).path("/v2/accounts"));
        Reply away = send("POST", PREFLIGHT + "/lock", OPERATOR);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("retry-after")).isEqualTo("5");
    }

    @Test
    void seesAScopeThatIsMissingNow() {
        zoom(o -> o.scopes(Set.of("account:read:settings:admin")));

        assertThat(statuses())
                .containsEntry("all", "problem")
                .containsEntry("token", "ok")
                .containsEntry("scopes", "problem")
                .containsEntry("host-key-lock", "ok");
    }

    @Test
    void cannotTellWhatItMayNotRead() {
        zoom(o -> o.scopes(Set.of("user:update:user:admin")));

        assertThat(statuses())
                .containsEntry("scopes", "warning")
                .containsEntry("host-key-lock", "cannot-tell");
    }

    @Test
    void answersWhileZoomRefusesTheApp() {
        zoom(o -> o.clientSecret("another"));

        assertThat(statuses())
                .containsEntry("all", "problem")
                .containsEntry("token", "problem")
                .containsEntry("scopes", "cannot-tell")
                .containsEntry("host-key-lock", "cannot-tell");
    }

    @Test
    void saysAtStartWhatIsNotAsItShouldBe() {
        zoom(o -> o.adminChangeUserInfo(false));

        ServiceProcess another = installation.start();

        await("the finding in the log")
                .atMost(SOON)
                .until(() -> another.output().contains("Users may change their own host key."));
        assertThat(another.output()).contains("WARN", "POST /api/v1/preflight/lock");
        another.terminate();
    }

    @Test
    void startsWhileNoTokenCanBeHad() {
        installation.zoom().misbehave(Rule.always(Action.Status.of(503)).path("/oauth"));

        ServiceProcess another = installation.start();

        assertThat(another.isAlive()).isTrue();
        another.terminate();
    }

    @Test
    void doesNotStartWithCredentialsThatZoomRefuses() {
        zoom(o -> o.clientSecret("another").invalidClientStatus(400));

        ServiceProcess refused = installation.launch();

        assertThat(refused.awaitExit(SOON)).isNotZero();
        assertThat(refused.output())
                .contains("hostkey-sync does not start", "400 invalid_client")
                .doesNotContain("\tat ")
                .doesNotContain(installation.credentials().zoomClient());
    }
}
