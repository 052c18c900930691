package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.zoomsim.HostKeyEcho;
import dev.hostkeysync.zoomsim.SimulatedUser;
import dev.hostkeysync.zoomsim.UserFields;
import dev.hostkeysync.zoomsim.UserState;
import dev.hostkeysync.zoomsim.ZoomWebhook;
import dev.hostkeysync.zoomsim.ZoomWebhookSender;
import dev.hostkeysync.zoomsim.ZoomWebhooks;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `POST /webhooks/zoom`, as Zoom sends it and as others might.
class WebhookIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /// Ten digits, so that it is none of ours.
    private static final String FOREIGN = "7302948156";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;
    private static TopicTail lifecycle;
    private static ZoomWebhooks webhooks;

    @BeforeAll
    static void install() {
        installation = Installation.of("webhook");
        service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        lifecycle = installation.tail(Topics.LIFECYCLE);
        webhooks =
                ZoomWebhooks.byTheApp(
                        installation.zoom().options().accountId(), InstantSource.system());
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void takesTheKeyFromAUserWhoLeftWhileZoomStillObeys() throws Exception {
        Employee zoe = withKey();
        HostKeyDigits known = truths.atZoom(zoe).orElseThrow();
        SimulatedUser user = installation.zoom().users().find(zoe.email()).orElseThrow();

        assertThat(deliver(webhooks.userDisassociated(user)).status()).isEqualTo(204);

        Received transferred = transferred(zoe);
        assertThat(Reply.json(transferred.value()).path("origin").asText())
                .isEqualTo("webhook:zoom");
        assertThat(Reply.json(transferred.value()).path("zoomUserId").asText())
                .isEqualTo(user.id());
        truths.awaitEvent(zoe, "revoked 2");
        Store.Key concealed = installation.store().active(zoe.id()).orElseThrow();
        assertThat(concealed.concealed()).isTrue();
        assertThat(truths.atZoom(zoe)).contains(concealed.digits()).isNotEqualTo(known);
        Reply reveal = client.reveal(zoe.email());
        assertThat(reveal.status()).isEqualTo(409);
        assertThat(reveal.json().path("type").asText()).endsWith("/no-key-yet");
    }

    @Test
    void shredsTheKeyOfAUserWhomZoomNoLongerKnows() throws Exception {
        Employee zoe = withKey();
        SimulatedUser user = installation.zoom().users().find(zoe.email()).orElseThrow();
        assertThat(installation.zoom().users().remove(user.id())).isTrue();

        assertThat(deliver(webhooks.userDisassociated(user)).status()).isEqualTo(204);

        truths.awaitEvent(zoe, "revoked 1");
        assertThat(installation.store().active(zoe.id())).isEmpty();
        assertThat(installation.store().pending(zoe.id())).isEmpty();
        assertThat(installation.store().work(zoe.id())).contains("DONE");
        assertThat(installation.store().sealed(zoe.id())).isZero();
    }

    @Test
    void tellsOnceWhatZoomSaysTwice() throws Exception {
        Employee zoe = withKey();
        SimulatedUser user = installation.zoom().users().find(zoe.email()).orElseThrow();
        ZoomWebhook webhook = webhooks.userDisassociated(user);

        ZoomWebhookSender.Delivery first = deliver(webhook);
        ZoomWebhookSender.Delivery repeated =
                sender(InstantSource.system()).send(url(), webhook, first.requestId());

        assertThat(first.status()).isEqualTo(204);
        assertThat(repeated.status()).isEqualTo(204);
        truths.awaitEvent(zoe, "revoked 2");
        installation.topics().awaitConsumed();
        assertThat(lifecycle.records())
                .filteredOn(record -> record.key().equals(zoe.id()))
                .extracting(Received::type)
                .containsExactly(
                        "dev.hostkeysync.user.created.v1", "dev.hostkeysync.user.transferred.v1");
    }

    @Test
    void tellsOnceWhatSeveralSubscriptionsSay() throws Exception {
        Employee zoe = withKey();
        ZoomWebhook webhook = webhooks.userDisassociated(atZoom(zoe));

        assertThat(deliver(webhook).status()).isEqualTo(204);
        assertThat(deliver(webhook).status()).isEqualTo(204);

        truths.awaitEvent(zoe, "revoked 2");
        installation.topics().awaitConsumed();
        assertThat(told(zoe)).containsExactly("created", "transferred");
    }

    @Test
    void takesBackAKeyThatSomebodyElseSet() throws Exception {
        Employee zoe = withKey();

        setByThemself(zoe);

        truths.awaitAgreement(zoe, 2, "rotated");
        Received rotated = truths.eventsOf(zoe).getLast();
        assertThat(Reply.json(rotated.value()).path("reason").asText())
                .isEqualTo("host-key-drifted");
        assertThat(told(zoe)).containsExactly("created", "host-key-drifted");
        assertThat(installation.store().drifted(zoe.id())).isFalse();
    }

    @Test
    void tellsNobodyAKeyThatSomebodyElseReplaced() throws Exception {
        service.terminate();
        service.restartWith(Map.of("HOSTKEY_ON_DRIFT", "report"));
        try {
            Employee zoe = withKey();

            setByThemself(zoe);

            await("the mark").atMost(SOON).until(() -> installation.store().drifted(zoe.id()));
            Reply reveal = client.reveal(zoe.email());
            assertThat(reveal.status()).isEqualTo(409);
            assertThat(reveal.json().path("type").asText()).endsWith("/host-key-drifted");
            await("a new reading")
                    .atMost(SOON)
                    .until(() -> metrics().contains("hostkeysync_drifted 1.0"));
            assertThat(installation.store().activated(zoe.id())).containsExactly(1L);
            // Whatever replaces it is told again.
            assertThat(client.changeSignIn(zoe, "another").status()).isEqualTo(200);
            truths.awaitAgreement(zoe, 2, "rotated");
        } finally {
            service.terminate();
            service.restartWith(Map.of("HOSTKEY_ON_DRIFT", "reclaim"));
        }
    }

    @Test
    void knowsItsOwnKeysWhenTheyComeBack() throws Exception {
        for (HostKeyEcho echo : List.of(HostKeyEcho.DIGITS, HostKeyEcho.MASKED)) {
            Employee zoe = withKey();
            assertThat(deliver(webhooks.signedIn(atZoom(zoe))).status()).isEqualTo(204);
            int before = installation.zoom().echoes().size();
            installation
                    .zoom()
                    .options(options ->
                            options.toBuilder()
                                    .hostKeyEcho(echo)
                                    .webhookUrl(url().toString())
                                    .webhookSecret(installation.credentials().webhook())
                                    .build());
            try {
                assertThat(client.changeSignIn(zoe, "another").status()).isEqualTo(200);

                truths.awaitAgreement(zoe, 2, "rotated");
                await("the echo")
                        .atMost(SOON)
                        .until(() -> installation.zoom().echoes().size() > before);
                assertThat(installation.zoom().echoes().getLast().status()).isEqualTo(204);
                installation.topics().awaitConsumed();
                assertThat(told(zoe)).containsExactly("created", "zoom-ready", "sso-changed");
                assertThat(installation.store().drifted(zoe.id())).isFalse();
            } finally {
                installation
                        .zoom()
                        .options(options ->
                                options.toBuilder().hostKeyEcho(HostKeyEcho.OFF).build());
            }
        }
    }

    @Test
    void wakesAUserWhoWaitsForTheirInvitation() throws Exception {
        String email = Employee.newEmail();
        SimulatedUser invited =
                installation
                        .zoom()
                        .users()
                        .add(UserFields.ofEmail(email).status(UserState.PENDING));
        Employee zoe = waiting(email);
        boolean _ =
                installation
                        .zoom()
                        .users()
                        .edit(email, UserFields.none().status(UserState.ACTIVE))
                        .isPresent();

        assertThat(deliver(webhooks.invitationAccepted(invited)).status()).isEqualTo(204);

        truths.awaitAgreement(zoe, 1, "issued");
    }

    @Test
    void wakesAUserWhoWaitsForALicence() throws Exception {
        String email = Employee.newEmail();
        SimulatedUser basic =
                installation.zoom().users().add(UserFields.ofEmail(email).type(UserFields.BASIC));
        Employee zoe = waiting(email);
        assertThat(deliver(webhooks.signedIn(basic)).status()).isEqualTo(204);
        SimulatedUser licensed =
                installation
                        .zoom()
                        .users()
                        .edit(email, UserFields.none().type(UserFields.LICENSED))
                        .orElseThrow();

        assertThat(deliver(webhooks.typeChanged(licensed, UserFields.BASIC)).status())
                .isEqualTo(204);

        truths.awaitAgreement(zoe, 1, "issued");
    }

    @Test
    void provesThatItHoldsTheSecret() throws Exception {
        var delivery = deliver(webhooks.urlValidation("a-plain-token"));

        assertThat(delivery.status()).isEqualTo(200);
        assertThat(Reply.json(delivery.body()))
                .isEqualTo(
                        Reply.json(
                                "{\"plainToken\":\"a-plain-token\",\"encryptedToken\":\"%s\"}"
                                        .formatted(
                                                ZoomWebhookSender.encryptedToken(
                                                        installation.credentials().webhook(),
                                                        "a-plain-token"))));
    }

    @Test
    void acceptsWhatItDoesNotActOn() throws Exception {
        Employee zoe = withKey();
        SimulatedUser user = installation.zoom().users().find(zoe.email()).orElseThrow();

        assertThat(deliver(webhooks.settingsUpdated(user)).status()).isEqualTo(204);
        assertThat(deliver(webhooks.signedOut(user)).status()).isEqualTo(204);
        assertThat(
                        deliver(new ZoomWebhook("future.event", "{\"event\":\"future.event\"}"))
                                .status())
                .isEqualTo(204);
        assertThat(lifecycle.records())
                .filteredOn(record -> record.key().equals(zoe.id()))
                .hasSize(1);
    }

    @Test
    void refusesWhatZoomDidNotSign() throws Exception {
        ZoomWebhook webhook = webhooks.urlValidation("x");
        InstantSource twoHoursAgo = () -> Instant.now().minus(Duration.ofHours(2));

        var stranger = ZoomWebhookSender.of("another-secret").send(url(), webhook);
        var old = sender(twoHoursAgo).send(url(), webhook);
        Reply unsigned =
                client.send("POST", "/webhooks/zoom", Map.of(), webhook.body().getBytes(UTF_8));

        assertThat(stranger.status()).isEqualTo(401);
        assertThat(old.status()).isEqualTo(401);
        assertThat(unsigned.status()).isEqualTo(401);
    }

    @Test
    void refusesForGoodWhatIsNotAWebhook() throws Exception {
        assertThat(deliver(new ZoomWebhook("", "{\"event\":")).status()).isEqualTo(400);
        assertThat(deliver(new ZoomWebhook("", "[]")).status()).isEqualTo(400);
        assertThat(deliver(new ZoomWebhook("", "{\"event\":\"user.disassociated\"}")).status())
                .isEqualTo(400);
    }

    @Test
    void asksZoomToRepeatWhileTheDatabaseIsAway() throws Exception {
        Employee zoe = withKey();
        SimulatedUser user = installation.zoom().users().find(zoe.email()).orElseThrow();
        ZoomWebhook webhook = webhooks.userDisassociated(user);

        installation.proxy().refuse();
        // Within the 3 s that Zoom waits: a later answer would be -1 here.
        var refused = deliver(webhook);
        var withHostKey = deliver(webhooks.by(user).userUpdated(user, FOREIGN, null));
        installation.proxy().accept();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(withHostKey.status()).isEqualTo(503);
        await("the database to be noticed")
                .atMost(SOON)
                .until(() ->
                        sender(InstantSource.system())
                                        .send(url(), webhook, refused.requestId())
                                        .status()
                                == 204);
        truths.awaitEvent(zoe, "revoked 2");
    }

    private static Employee withKey() {
        Employee employee = client.create();
        truths.awaitAgreement(employee, 1, "issued");
        return employee;
    }

    private static SimulatedUser atZoom(Employee employee) {
        return installation.zoom().users().find(employee.email()).orElseThrow();
    }

    /// In Zoom's portal.
    private static void setByThemself(Employee employee) throws InterruptedException {
        SimulatedUser before = atZoom(employee);
        SimulatedUser user =
                installation
                        .zoom()
                        .users()
                        .edit(employee.email(), UserFields.none().hostKey(FOREIGN))
                        .orElseThrow();
        ZoomWebhook changed = webhooks.by(user).userUpdated(user, FOREIGN, before.hostKey());
        assertThat(deliver(changed).status()).isEqualTo(204);
    }

    private static Employee waiting(String email) {
        Employee employee = client.created(email);
        await("Zoom's refusal")
                .atMost(SOON)
                .until(() ->
                        installation.store().work(employee.id()).equals(Optional.of("WAITING")));
        installation.store().putOff(employee.id());
        return employee;
    }

    /// The lifecycle events of the user, such as `created`.
    private static List<String> told(Employee employee) {
        return lifecycle.records().stream()
                .filter(record -> record.key().equals(employee.id()))
                .map(record ->
                        record.type().replaceAll("dev\\.hostkeysync\\.user\\.(.*)\\.v1", "$1"))
                .toList();
    }

    private static String metrics() {
        return client.send("GET", "/q/metrics", Map.of(), new byte[0]).body();
    }

    private static Received transferred(Employee employee) {
        return lifecycle.await(
                record ->
                        record.key().equals(employee.id())
                                && record.type().equals("dev.hostkeysync.user.transferred.v1"),
                SOON);
    }

    private static ZoomWebhookSender.Delivery deliver(ZoomWebhook webhook)
            throws InterruptedException {
        return sender(InstantSource.system()).send(url(), webhook);
    }

    private static ZoomWebhookSender sender(InstantSource clock) {
        return new ZoomWebhookSender(
                HTTP,
                installation.credentials().webhook(),
                clock,
                () -> UUID.randomUUID().toString());
    }

    private static URI url() {
        return service.url().resolve("/webhooks/zoom");
    }
}
