package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/webhooks/okta`, as Okta calls it and as others might.
class OktaHookIT {

    private static final String PATH = "/webhooks/okta";
    private static final String SECRET = "a-secret-that-okta-shows";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Installation installation;
    private static Client client;
    private static Truths truths;
    private static TopicTail lifecycle;

    @BeforeAll
    static void install() {
        installation = Installation.of("okta").with("OKTA_HOOK_SECRETS", SECRET);
        ServiceProcess service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        lifecycle = installation.tail(Topics.LIFECYCLE);
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void answersTheVerificationToWhoeverHasTheSecret() {
        Reply verified = verify(SECRET);
        Reply stranger = verify("another-secret-altogether");

        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.header("content-type")).startsWith("application/json");
        assertThat(verified.body()).isEqualTo("{\"verification\":\"Me_rShK8JHsTnbyYrWXC\"}");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.body()).doesNotContain("Me_rShK8JHsTnbyYrWXC");
    }

    @Test
    void concealsTheKeyOfASuspendedUserOnceHoweverOftenOktaSaysIt() {
        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");
        String delivery = delivery(event("user.lifecycle.suspend", zoe.email()));

        assertThat(deliver(delivery).status()).isEqualTo(204);
        assertThat(deliver(delivery).status()).isEqualTo(204);

        Received deactivated =
                lifecycle.await(
                        record ->
                                record.key().equals(zoe.id())
                                        && record.type()
                                                .equals("dev.hostkeysync.user.deactivated.v1"),
                        SOON);
        assertThat(Reply.json(deactivated.value()).path("origin").asText())
                .isEqualTo("webhook:okta");
        truths.awaitEvent(zoe, "revoked 2");
        installation.topics().awaitConsumed();
        assertThat(lifecycle.records())
                .filteredOn(record -> record.key().equals(zoe.id()))
                .extracting(Received::type)
                .containsExactly(
                        "dev.hostkeysync.user.created.v1", "dev.hostkeysync.user.deactivated.v1");
        assertThat(client.get(zoe).json().path("active").asBoolean()).isFalse();
    }

    @Test
    void givesAKeyToWhomScimHasNotBrought() {
        String email = Employee.newEmail();

        assertThat(deliver(delivery(event("user.lifecycle.create", email))).status())
                .isEqualTo(204);

        await("the key of somebody new")
                .atMost(SOON)
                .until(() -> client.reveal(email).status() == 200);
        Reply found = client.find(email);
        assertThat(found.json().at("/Resources/0/userName").asText()).isEqualTo(email);
        assertThat(found.json().at("/Resources/0/displayName").asText()).isEqualTo("Zoë Müller");
    }

    @Test
    void refusesWhatItCannotBelieveOrRead() {
        String delivery = delivery(event("user.lifecycle.suspend", Employee.newEmail()));

        assertThat(send("another-secret-altogether", delivery).status()).isEqualTo(401);
        assertThat(client.send("POST", PATH, Map.of(), delivery.getBytes(UTF_8)).status())
                .isEqualTo(401);
        assertThat(deliver("{\"data\":").status()).isEqualTo(400);
        assertThat(deliver("").status()).isEqualTo(400);
        assertThat(deliver(" ".repeat(1_048_577)).status()).isEqualTo(413);
    }

    @Test
    void asksOktaToRepeatWhileTheDatabaseIsAway() {
        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");
        String delivery = delivery(event("user.lifecycle.suspend", zoe.email()));

        installation.proxy().refuse();
        Reply refused = deliver(delivery);
        installation.proxy().accept();

        assertThat(refused.status()).isEqualTo(503);
        await("the database to be noticed")
                .atMost(SOON)
                .until(() -> deliver(delivery).status() == 204);
        truths.awaitEvent(zoe, "revoked 2");
    }

    private static Reply verify(String secret) {
        return client.send(
                "GET",
                PATH,
                Map.of(
                        "Authorization",
                        secret,
                        "x-okta-verification-challenge",
                        "Me_rShK8JHsTnbyYrWXC"),
                new byte[0]);
    }

    private static Reply deliver(String body) {
        return send(SECRET, body);
    }

    private static Reply send(String secret, String body) {
        return client.send(
                "POST",
                PATH,
                Map.of("Authorization", secret, "Content-Type", "application/json"),
                body.getBytes(UTF_8));
    }

    private static String delivery(String event) {
        return "{\"eventType\":\"com.okta.event_hook\",\"eventId\":\"%s\",\"data\":{\"events\":[%s]}}"
                .formatted(UUID.randomUUID(), event);
    }

    private static String event(String type, String login) {
        return """
        {"uuid": "%s", "published": "%s", "eventType": "%s", "outcome": {"result": "SUCCESS"},
         "target": [{"id": "00u%s", "type": "User", "alternateId": "%s", "displayName": "Zoë Müller"}]}
        """
                .formatted(
                        UUID.randomUUID(),
                        Instant.now(),
                        type,
                        UUID.randomUUID().toString().substring(0, 8),
                        login);
    }
}
