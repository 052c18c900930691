package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import dev.hostkeysync.zoomsim.SimulatedUser;
import dev.hostkeysync.zoomsim.ZoomWebhook;
import dev.hostkeysync.zoomsim.ZoomWebhookSender;
import dev.hostkeysync.zoomsim.ZoomWebhooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything in which a key or a secret might slip out: the main job, and whatever can go wrong
/// around it, with digits put where only a stranger would put them.
final class LeakJourney {

    /// Ten digits that Zoom, a webhook or a request carries where the service did not ask for them.
    static final String PLANTED = "7302948156";

    /// Ten digits in a record that nobody can read; it goes to the dead letters as it came.
    static final String POISON = "4917360258";

    /// Ten digits in a user's own address, which is found wherever addresses are: the proof that
    /// the search looks there.
    static final String CONTROL = "8150629374";

    static final String PASSWORD = "a-password-that-the-provider-sends";

    static final String VIDEO_SDK_SECRET = "a-video-sdk-secret";

    /// A token of the API with the scope `videosdk.sign`.
    static final String SIGNER = "a-token-that-may-sign-0123456789";

    private static final Duration SOON = Duration.ofSeconds(60);
    private final Installation installation;
    private final ServiceProcess service;
    private final Client client;
    private final List<String> signatures = new ArrayList<>();

    LeakJourney(Installation installation, ServiceProcess service, Client client) {
        this.installation = installation;
        this.service = service;
        this.client = client;
    }

    void play() throws InterruptedException {
        mainJob();
        troubleWithZoom();
        troubleWithTheDatabase();
        webhooks();
        badRequests();
        dialStrings();
        videoSdkTokens();
        poison();
    }

    /// Of the tokens that were handed out.
    List<String> signatures() {
        return List.copyOf(signatures);
    }

    private void mainJob() {
        Employee zoe = client.create();
        awaitDone(zoe);
        assertThat(client.reveal(zoe.email()).status()).isEqualTo(200);
        client.changeSignIn(zoe, "another");
        awaitDone(zoe);
        client.activate(zoe, false);
        awaitDone(zoe);
        client.activate(zoe, true);
        awaitDone(zoe);
        assertThat(client.reveal(zoe.email()).status()).isEqualTo(200);
        client.delete(zoe);
        awaitDone(zoe);
        assertThat(client.create(CONTROL + "@example.com").status()).isEqualTo(201);
        client.reveal(CONTROL + "@example.com");
        Reply withPassword =
                client.scim(
                        "POST",
                        "",
                        """
                        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "pat@example.com",
                         "password": "%s", "emails": [{"value": "pat@example.com"}]}
                        """
                                .formatted(PASSWORD));
        assertThat(withPassword.status()).isEqualTo(201);
    }

    /// Every class of failure, with a body that tells a host key where Zoom's might.
    private void troubleWithZoom() {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("code", 1)
                        .put("message", "host_key " + PLANTED)
                        .put("host_key", PLANTED);
        List<Action> troubles =
                List.of(
                        new Action.Status(503, null, Map.of("X-Host-Key", PLANTED), body),
                        new Action.Status(400, null, null, body),
                        new Action.Status(200, null, null, body),
                        new Action.Garbage(),
                        new Action.DropBeforeApply(),
                        new Action.DropAfterApply(),
                        new Action.RefuseValue(),
                        new Action.Throttle("1", "QPS"),
                        Action.Status.ofZoomCode(124),
                        Action.Status.ofZoomCode(200));
        for (Action trouble : troubles) {
            installation.zoom().misbehave(Rule.next(1, trouble).method("PATCH"));
            Employee employee = client.create();
            client.reveal(employee.email());
            client.reveal(
                    employee.email() + "?inDoubt=allow", installation.credentials().doubter());
            awaitDone(employee);
        }
        installation.zoom().misbehave(Rule.next(2, new Action.Garbage()).method("PATCH"));
        Employee doubtful = client.create();
        await("both candidates")
                .atMost(SOON)
                .until(() -> {
                    String path = doubtful.email() + "?inDoubt=allow";
                    return client.reveal(path, installation.credentials().doubter()).status()
                            == 200;
                });
        awaitDone(doubtful);
        installation.zoom().invalidateTokens();
        awaitDone(client.create());
        Set<String> scopes = installation.zoom().options().scopes();
        installation.zoom().options(options -> options.toBuilder().scopes(Set.of()).build());
        installation.zoom().invalidateTokens();
        Employee held = client.create();
        await("the refusal")
                .atMost(SOON)
                .until(() -> service.output().contains("Zoom refuses our account or app"));
        installation.zoom().options(options -> options.toBuilder().scopes(scopes).build());
        awaitDone(held);
    }

    /// The connection breaks in the very statement that carries the sealed digits, and others.
    private void troubleWithTheDatabase() {
        for (String statement :
                List.of(
                        "INSERT INTO host_key",
                        "UPDATE host_key SET state = 'ACTIVE'",
                        "INSERT INTO outbox",
                        "DELETE FROM outbox",
                        "UPDATE sync_user")) {
            installation.proxy().freezeWhen(statement);
            String email = Employee.newEmail();
            Thread push = Thread.ofVirtual().start(() -> client.create(email));
            assertThat(installation.proxy().awaitFrozen(SOON)).as(statement).isTrue();
            installation.proxy().refuse();
            client.reveal(email);
            installation.proxy().release();
            installation.proxy().accept();
            await("the answer").atMost(SOON).until(() -> !push.isAlive());
        }
        await("the database to be noticed")
                .atMost(SOON)
                .until(() -> client.find("nobody@example.com").status() == 200);
        awaitDone(client.create());
    }

    private void webhooks() throws InterruptedException {
        Employee zoe = client.create();
        awaitDone(zoe);
        SimulatedUser user = installation.zoom().users().find(zoe.email()).orElseThrow();
        ZoomWebhookSender zoom = ZoomWebhookSender.of(installation.credentials().webhook());
        var url = service.url().resolve("/webhooks/zoom");
        ZoomWebhooks webhooks =
                ZoomWebhooks.byTheApp(
                        installation.zoom().options().accountId(), InstantSource.system());
        String now = user.hostKey();
        assertThat(zoom.send(url, webhooks.by(user).userUpdated(user, now, PLANTED)).status())
                .isEqualTo(204);
        assertThat(zoom.send(url, webhooks.by(user).userUpdated(user, PLANTED, now)).status())
                .isEqualTo(204);
        await("the key to be taken back")
                .atMost(SOON)
                .until(() -> installation.store().activated(zoe.id()).size() == 2);
        awaitDone(zoe);
        assertThat(zoom.send(url, new ZoomWebhook("", "{\"host_key\":\"" + now)).status())
                .isEqualTo(400);
        assertThat(
                        ZoomWebhookSender.of("a-stranger")
                                .send(url, webhooks.userUpdated(user, PLANTED, now))
                                .status())
                .isEqualTo(401);
        assertThat(zoom.send(url, webhooks.userDisassociated(user)).status()).isEqualTo(204);
        awaitDone(zoe);
    }

    private void badRequests() {
        assertThat(client.scim("POST", "", "{\"host_key\": \"" + PLANTED + "\",").status())
                .isEqualTo(400);
        assertThat(client.reveal("nobody@example.com").status()).isEqualTo(404);
        assertThat(client.reveal("x", installation.credentials().stranger()).status())
                .isEqualTo(403);
        assertThat(client.reveal("x", installation.credentials().webhook()).status())
                .isEqualTo(401);
    }

    private void dialStrings() {
        Employee zoe = client.create();
        awaitDone(zoe);
        String one =
                "{\"user\":\"%s\",\"meetingId\":\"926743928\",\"passcode\":\"%s\"}"
                        .formatted(zoe.email(), PLANTED);
        assertThat(client.dialStrings(one).status()).isEqualTo(200);
        assertThat(client.dialStrings("{\"items\":[" + one + "," + one + ",{}]}").status())
                .isEqualTo(200);
        assertThat(client.dialStrings(one.replace(PLANTED, PLANTED + PLANTED)).status())
                .isEqualTo(400);
        assertThat(client.dialStrings(one.replace("926743928", PLANTED + "00")).status())
                .isEqualTo(400);
        assertThat(client.dialStrings(one.substring(0, one.length() - 1)).status()).isEqualTo(400);
        assertThat(client.dialStrings(one.replace(zoe.email(), "nobody@example.com")).status())
                .isEqualTo(404);
    }

    private void videoSdkTokens() {
        String body = "{\"sessionName\":\"Cool Cars\",\"role\":1,\"userKey\":\"%s\"}";
        Reply signed = client.videoSdkToken(body.formatted("zoe"), SIGNER);
        assertThat(signed.status()).isEqualTo(200);
        signatures.add(signed.json().path("token").asText().split("\\.")[2]);
        assertThat(client.videoSdkToken(body.formatted(PLANTED.repeat(4)), SIGNER).status())
                .isEqualTo(400);
    }

    private void poison() {
        byte[] value = ("{\"host_key\":\"" + POISON + "\"").getBytes(UTF_8);
        installation.topics().send(null, Map.of(), value);
        installation
                .topics()
                .send(
                        null,
                        Map.of("ce_type", "dev.hostkeysync.user.created.v1", "ce_id", "x"),
                        value);
    }

    private void awaitDone(Employee employee) {
        await("the key of " + employee.email())
                .atMost(SOON)
                .until(() -> installation.store().settled(employee.id()));
    }
}
