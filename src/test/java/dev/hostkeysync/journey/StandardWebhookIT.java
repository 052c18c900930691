package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.webhook.HmacSha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `POST /webhooks/standard`: the life of a user whom no SCIM client ever pushed.
class StandardWebhookIT {

    private static final String PATH = "/webhooks/standard";
    private static final byte[] KEY = UUID.randomUUID().toString().getBytes(UTF_8);
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Installation installation;
    private static Client client;
    private static Truths truths;
    private static TopicTail lifecycle;

    @BeforeAll
    static void install() {
        installation =
                Installation.of("standard")
                        .with(
                                "STANDARD_WEBHOOK_SECRETS",
                                "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=,whsec_"
                                        + Base64.getEncoder().encodeToString(KEY));
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
    void followsAUserFromTheFirstDayToTheLast() {
        String email = Employee.newEmail();
        String user = "{\"externalId\":\"" + email + "-id\"}";

        assertThat(
                        deliver(
                                        "user.created",
                                        "{\"externalId\":\"%s-id\",\"email\":\"%s\"}"
                                                .formatted(email, email))
                                .status())
                .isEqualTo(204);
        await("the key of somebody new")
                .atMost(SOON)
                .until(() -> client.reveal(email).status() == 200);
        Employee zoe = new Employee(client.reveal(email).json().at("/user/id").asText(), email);
        truths.awaitAgreement(zoe, 1, "issued");
        assertThat(deliver("user.sso-changed", user).status()).isEqualTo(204);
        truths.awaitAgreement(zoe, 2, "rotated");
        assertThat(deliver("user.deactivated", user).status()).isEqualTo(204);
        truths.awaitEvent(zoe, "revoked 3");
        assertThat(deliver("user.removed", user).status()).isEqualTo(204);

        Received _ =
                lifecycle.await(
                        record ->
                                record.key().equals(zoe.id())
                                        && record.type().equals("dev.hostkeysync.user.removed.v1"),
                        SOON);
        assertThat(lifecycle.records())
                .filteredOn(record -> record.key().equals(zoe.id()))
                .extracting(Received::type)
                .containsExactly(
                        "dev.hostkeysync.user.created.v1",
                        "dev.hostkeysync.user.sso-changed.v1",
                        "dev.hostkeysync.user.deactivated.v1",
                        "dev.hostkeysync.user.removed.v1");
    }

    @Test
    void takesAnEventOnceHoweverOftenItIsSent() {
        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");
        String body = body("user.sso-changed", "{\"id\":\"" + zoe.id() + "\"}");

        List<Integer> answers =
                List.of(
                        send("evt_1", body, KEY).status(),
                        send("evt_1", body, KEY).status(),
                        send("evt_1", body, KEY).status());

        assertThat(answers).containsOnly(204);
        truths.awaitAgreement(zoe, 2, "rotated");
        installation.topics().awaitConsumed();
        assertThat(lifecycle.records())
                .filteredOn(record -> record.key().equals(zoe.id()))
                .hasSize(2);
    }

    @Test
    void refusesWhatItCannotBelieveOrRead() {
        String body = body("user.removed", "{\"externalId\":\"7\"}");

        assertThat(send("evt_2", body, "another-key-of-24-bytes-or".getBytes(UTF_8)).status())
                .isEqualTo(401);
        assertThat(client.send("POST", PATH, Map.of(), body.getBytes(UTF_8)).status())
                .isEqualTo(401);
        Reply nobody = send("evt_3", body("user.removed", "{}"), KEY);
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.header("content-type")).startsWith("application/problem+json");
        assertThat(nobody.json().path("detail").asText()).isEqualTo("data.user names nobody.");
        assertThat(send("evt_4", body("invoice.paid", "{}"), KEY).status()).isEqualTo(204);
    }

    private static Reply deliver(String type, String user) {
        return send("evt_" + UUID.randomUUID(), body(type, user), KEY);
    }

    private static String body(String type, String user) {
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":{\"user\":%s}}"
                .formatted(type, Instant.now(), user);
    }

    private static Reply send(String id, String body, byte[] key) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        byte[] mac = HmacSha256.of(key, (id + "." + timestamp + "." + body).getBytes(UTF_8));
        return client.send(
                "POST",
                PATH,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        timestamp,
                        "webhook-signature",
                        "v1," + Base64.getEncoder().encodeToString(mac)),
                body.getBytes(UTF_8));
    }
}
