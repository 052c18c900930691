package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.zoomsim.SimulatedUser;
import dev.hostkeysync.zoomsim.ZoomWebhook;
import dev.hostkeysync.zoomsim.ZoomWebhookSender;
import dev.hostkeysync.zoomsim.ZoomWebhooks;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `POST /webhooks/zoom`, as Zoom sends it and as others might.
class WebhookIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ZoomWebhooks WEBHOOKS =
            new ZoomWebhooks("account", "admin@example.com", "operator", InstantSource.system());

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;
    private static TopicTail lifecycle;

    @BeforeAll
    static void install() {
        installation = Installation.of("webhook");
        service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        lifecycle = installation.tail(Topics.LIFECYCLE);
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

        assertThat(deliver(WEBHOOKS.userDisassociated(user)).status()).isEqualTo(204);

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

        assertThat(deliver(WEBHOOKS.userDisassociated(user)).status()).isEqualTo(204);

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
        ZoomWebhook webhook = WEBHOOKS.userDisassociated(user);

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
    void provesThatItHoldsTheSecret() throws Exception {
        var delivery = deliver(WEBHOOKS.urlValidation("a-plain-token"));

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

        assertThat(deliver(WEBHOOKS.userActivated(user)).status()).isEqualTo(204);
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
        ZoomWebhook webhook = WEBHOOKS.urlValidation("x");
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
        ZoomWebhook webhook = WEBHOOKS.userDisassociated(user);

        installation.proxy().refuse();
        // Within the 3 s that Zoom waits: a later answer would be -1 here.
        var refused = deliver(webhook);
        installation.proxy().accept();

        assertThat(refused.status()).isEqualTo(503);
        await("the database to be noticed")
                .atMost(SOON)
                .until(() -> deliver(webhook).status() == 204);
        truths.awaitEvent(zoe, "revoked 2");
    }

    private static Employee withKey() {
        Employee employee = client.create();
        truths.awaitAgreement(employee, 1, "issued");
        return employee;
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
                HTTP, installation.credentials().webhook(), clock, () -> "request");
    }

    private static URI url() {
        return service.url().resolve("/webhooks/zoom");
    }
}
