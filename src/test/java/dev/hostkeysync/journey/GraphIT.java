package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.graphsim.GraphOptions;
import dev.hostkeysync.graphsim.GraphSimulator;
import dev.hostkeysync.graphsim.SimUser;
import dev.hostkeysync.graphsim.Subscribed;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Microsoft Graph, which is told where the service is, tells of changes, and is asked what they
/// are.
class GraphIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String STATE = "client-state-of-the-journey";

    private static Installation installation;
    private static GraphSimulator graph;
    private static ServiceProcess service;
    private static Client client;
    private static TopicTail lifecycle;

    @BeforeAll
    static void install() {
        graph = GraphSimulator.start(GraphOptions.standard(), InstantSource.system());
        int port = Ports.free();
        installation =
                Installation.of("graph")
                        .with("PUBLIC_URL", "http://127.0.0.1:" + port)
                        .with("GRAPH_CLIENT_STATES", STATE)
                        .with("GRAPH_TENANT_ID", GraphOptions.standard().tenant())
                        .with("GRAPH_CLIENT_ID", GraphOptions.standard().client())
                        .with("GRAPH_CLIENT_SECRET", GraphOptions.standard().clientSecret())
                        .with("GRAPH_LOGIN_URL", graph.url().toString())
                        .with("GRAPH_API_URL", graph.url().toString())
                        .with("GRAPH_SUBSCRIPTION_LIFE", "PT20S")
                        .with("GRAPH_DELTA_INTERVAL", "PT3S");
        service =
                ServiceProcess.start(
                        port, installation.environment(), log(installation.name(), port));
        client = installation.client(service);
        lifecycle = installation.tail(Topics.LIFECYCLE);
    }

    private static Path log(String name, int port) {
        return Path.of("target", "journey", name, port + ".log");
    }

    @AfterAll
    static void end() {
        service.close();
        installation.close();
        graph.close();
    }

    @Test
    void subscribesAndRenewsAtHalfOfTheLife() {
        Subscribed made = subscription();
        assertThat(made.clientState()).isEqualTo(STATE);
        assertThat(made.notificationUrl()).isEqualTo(service.url().resolve("/webhooks/graph"));

        await("the subscription to be renewed")
                .atMost(SOON)
                .untilAsserted(() -> {
                    Subscribed now = subscription();
                    assertThat(now.id()).isEqualTo(made.id());
                    assertThat(now.expiresAt())
                            .isAfter(made.expiresAt().plus(Duration.ofSeconds(3)));
                });
    }

    @Test
    void tellsWhatBecomesOfAUser() {
        graph.sendCopies(3);
        Employee zoe = client.create();
        SimUser user = met(zoe);

        graph.change(user, one -> one.enabled(false));
        assertThat(awaitEvent(zoe, "deactivated", 1)).isEqualTo("webhook:graph");
        graph.change(user, one -> one.enabled(true));
        assertThat(awaitEvent(zoe, "reactivated", 1)).isEqualTo("webhook:graph");
        graph.delete(user);
        awaitEvent(zoe, "deactivated", 2);
        graph.restore(user);
        awaitEvent(zoe, "reactivated", 2);
        graph.delete(user);
        awaitEvent(zoe, "deactivated", 3);
        graph.purge(user);
        awaitEvent(zoe, "removed", 1);

        assertThat(client.get(zoe).status()).isEqualTo(404);
        assertThat(graph.answers()).contains(202).doesNotContain(400, 401, 404, 500);
        graph.sendCopies(1);
    }

    @Test
    void givesANewKeyToWhomHasANewName() {
        Employee zoe = client.create();
        SimUser user = met(zoe);

        graph.change(user, one -> one.named("new-" + zoe.email()));

        awaitEvent(zoe, "sso-changed", 1);
        assertThat(client.get(zoe).json().path("userName").asText())
                .isEqualTo("new-" + zoe.email());
    }

    @Test
    void findsByAskingWhatANotificationLost() {
        Employee zoe = client.create();
        SimUser user = met(zoe);
        Employee max = client.create();
        SimUser other = met(max);
        graph.loseNotifications(true);

        graph.change(user, one -> one.enabled(false));
        graph.delete(other);
        awaitEvent(zoe, "deactivated", 1);
        awaitEvent(max, "deactivated", 1);
        graph.purge(other);
        awaitEvent(max, "removed", 1);
        graph.forgetDeltas();
        graph.change(user, one -> one.enabled(true));
        awaitEvent(zoe, "reactivated", 1);
        graph.loseNotifications(false);
    }

    @Test
    void makesAnotherSubscriptionWhenOneIsLost() {
        Subscribed made = subscription();

        graph.dropSubscriptions();

        assertThat(subscription().id()).isNotEqualTo(made.id());
        Subscribed second = subscription();
        graph.lifecycle("reauthorizationRequired");
        await("the subscription to be renewed")
                .atMost(SOON)
                .until(() -> subscription().expiresAt().isAfter(second.expiresAt()));
    }

    @Test
    void outlivesThrottlingAndTokensThatEnd() {
        Employee zoe = client.create();
        SimUser user = met(zoe);

        graph.invalidateTokens();
        graph.throttle(3, 1);
        graph.change(user, one -> one.enabled(false));

        awaitEvent(zoe, "deactivated", 1);
    }

    @Test
    void takesNothingFromStrangers() {
        Reply stranger =
                post(
                        "/webhooks/graph",
                        "{\"value\":[{\"clientState\":\"x\",\"changeType\":\"updated\"}]}");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(post("/webhooks/graph/lifecycle", "").status()).isEqualTo(400);
        assertThat(post("/webhooks/graph", " ".repeat((1 << 20) + 1)).status()).isEqualTo(413);

        Reply echo = post("/webhooks/graph?validationToken=a%3Cb%3E+c%2Bd", "");
        assertThat(echo.status()).isEqualTo(200);
        assertThat(echo.body()).isEqualTo("a<b> c+d");
        assertThat(echo.header("content-type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
    }

    @Test
    void asksToBeToldAgainWhileTheDatabaseIsAway() {
        Employee zoe = client.create();
        SimUser user = met(zoe);

        installation.proxy().refuse();
        graph.change(user, one -> one.enabled(false));
        await("Graph to be asked for patience")
                .atMost(SOON)
                .until(() -> graph.answers().contains(503));
        installation.proxy().accept();

        awaitEvent(zoe, "deactivated", 1);
    }

    @Test
    void doesNotStartWithHalfOfTheSettings() {
        int port = Ports.free();
        Map<String, String> half = new java.util.HashMap<>(installation.environment());
        half.remove("GRAPH_CLIENT_SECRET");
        half.remove("PUBLIC_URL");
        try (ServiceProcess process =
                ServiceProcess.launch(port, half, log(installation.name(), port))) {
            assertThat(process.awaitExit(Duration.ofSeconds(30))).isEqualTo(78);
            assertThat(process.output())
                    .contains("GRAPH_CLIENT_SECRET: is not set", "PUBLIC_URL: is not set");
        }
    }

    /// Somebody pushed by SCIM, of whom Graph has told.
    private static SimUser met(Employee employee) {
        SimUser user = graph.create(employee.email());
        await("Graph to be asked about " + employee.email())
                .atMost(SOON)
                .until(() ->
                        installation
                                        .store()
                                        .jdbi()
                                        .withHandle(handle ->
                                                handle.select(
                                                                "SELECT count(*) FROM graph_user"
                                                                        + " WHERE id = ?",
                                                                user.id())
                                                        .mapTo(Long.class)
                                                        .one())
                                == 1);
        return user;
    }

    private static Subscribed subscription() {
        return await("a subscription")
                .atMost(SOON)
                .until(
                        () ->
                                graph.subscriptions().stream()
                                        .filter(one -> one.expiresAt().isAfter(Instant.now()))
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /// @return who said so
    private static String awaitEvent(Employee employee, String event, int times) {
        String type = "dev.hostkeysync.user." + event + ".v1";
        await(event + " of " + employee.email())
                .atMost(SOON)
                .untilAsserted(() -> assertThat(events(employee, type)).hasSize(times));
        return Reply.json(events(employee, type).getLast().value()).path("origin").asText();
    }

    private static java.util.List<Received> events(Employee employee, String type) {
        return lifecycle.records().stream()
                .filter(record -> record.key().equals(employee.id()) && record.type().equals(type))
                .toList();
    }

    private static Reply post(String path, String body) {
        return client.send(
                "POST", path, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
    }
}
