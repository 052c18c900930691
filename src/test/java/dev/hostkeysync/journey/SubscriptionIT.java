package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.testing.WebhookReceiver;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Host-key events at the door of a subscriber.
class SubscriptionIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String NOBODY = "/0199aa00-0000-7000-8000-000000000000";

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;
    private static TopicTail events;

    @BeforeAll
    static void install() {
        installation = Installation.of("subscription");
        // Ten digits, so that none is found by chance in a time or an id.
        installation
                .with("HOSTKEY_LENGTH", "10")
                .with("SUBSCRIPTION_ALLOWED_HOSTS", "127.0.0.1")
                .with(
                        "API_TOKENS",
                        installation.credentials().apiTokens()
                                + ",ann:operator:"
                                + Subscriber.OPERATOR);
        service = installation.start();
        client = installation.client(service);
        events = installation.tail(Topics.HOST_KEYS);
        truths = new Truths(installation, client, events);
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void tellsExactlyWhatIsOnTheTopicSignedAndWithoutDigits() {
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            Subscriber subscriber = Subscriber.of(client, receiver.url());

            Employee zoe = client.create();
            truths.awaitAgreement(zoe, 1, "issued");
            assertThat(client.changeSignIn(zoe, "another").status()).isEqualTo(200);
            truths.awaitAgreement(zoe, 2, "rotated");

            List<WebhookReceiver.Received> told = Subscriber.awaitAbout(receiver, zoe, 2);
            List<Received> onTopic = truths.eventsOf(zoe);
            assertThat(told).hasSize(2);
            for (int i = 0; i < 2; i++) {
                assertThat(told.get(i).id()).isEqualTo(onTopic.get(i).id());
                assertThat(told.get(i).isSignedWith(subscriber.secret())).isTrue();
                JsonNode body = Reply.json(told.get(i).body());
                assertThat(body.path("type").asText()).isEqualTo(onTopic.get(i).type());
                assertThat(body.path("timestamp").asText())
                        .isEqualTo(
                                Instant.parse(onTopic.get(i).headers().get("ce_time"))
                                        .truncatedTo(ChronoUnit.MICROS)
                                        .toString());
                assertThat(body.path("data")).isEqualTo(Reply.json(onTopic.get(i).value()));
                assertThat(body).hasSize(3);
            }
            HostKeyDigits digits = truths.atZoom(zoe).orElseThrow();
            assertThat(told).noneMatch(one -> one.body().contains(digits.reveal()));
            subscriber.awaitTold();
            subscriber.api("DELETE", "", "");
        }
    }

    @Test
    void deliversOnceTheReceiverIsThereAgain() {
        WebhookReceiver before = WebhookReceiver.start();
        int port = before.port();
        Subscriber subscriber = Subscriber.of(client, before.url());
        before.close();

        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");
        await("a failure")
                .atMost(SOON)
                .until(() ->
                        subscriber.view().path("lastFailure").asText().equals("no connection"));
        JsonNode waiting = subscriber.api("GET", "/deliveries", "").json().path("items").path(0);
        assertThat(waiting.path("eventId").asText())
                .isEqualTo(truths.eventsOf(zoe).getFirst().id());
        assertThat(waiting.path("attempts").asInt()).isPositive();

        try (WebhookReceiver after = WebhookReceiver.startAt(port)) {
            hurry();
            List<WebhookReceiver.Received> told = Subscriber.awaitAbout(after, zoe, 1);
            assertThat(told.getFirst().id()).isEqualTo(truths.eventsOf(zoe).getFirst().id());
            subscriber.awaitTold();
            assertThat(subscriber.view().has("failingSince")).isFalse();
            subscriber.api("DELETE", "", "");
        }
    }

    @Test
    void repeatsWithTheSameIdWhatAKillCutOff() {
        CountDownLatch over = new CountDownLatch(1);
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            Subscriber subscriber = Subscriber.of(client, receiver.url());
            receiver.answers(_ -> {
                over.await();
                return 204;
            });
            Employee zoe = client.create();
            Subscriber.awaitAbout(receiver, zoe, 1);

            service.kill();
            over.countDown();
            // Otherwise the test would wait for the lease of the dead process.
            hurry();
            service.restart();

            List<WebhookReceiver.Received> told = Subscriber.awaitAbout(receiver, zoe, 2);
            assertThat(told)
                    .extracting(WebhookReceiver.Received::id)
                    .containsOnly(truths.eventsOf(zoe).getFirst().id());
            subscriber.awaitTold();
            subscriber.api("DELETE", "", "");
        }
    }

    @Test
    void tellsATimeAgainWithTheSameIds() {
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            Instant from = Instant.now();
            Employee zoe = client.create();
            truths.awaitAgreement(zoe, 1, "issued");
            Subscriber subscriber = Subscriber.of(client, receiver.url());

            Reply asked = subscriber.api("POST", "/replay", "{\"from\":\"%s\"}".formatted(from));

            assertThat(asked.status()).as(asked.body()).isEqualTo(202);
            assertThat(asked.json().at("/replay/state").asText()).isEqualTo("RUNNING");
            List<WebhookReceiver.Received> told = Subscriber.awaitAbout(receiver, zoe, 1);
            assertThat(told.getFirst().id()).isEqualTo(truths.eventsOf(zoe).getFirst().id());
            await("the replay to end")
                    .atMost(SOON)
                    .until(() -> subscriber.view().at("/replay/state").asText().equals("DONE"));
            assertThat(subscriber.view().at("/replay/queued").asInt()).isPositive();
            subscriber.api("DELETE", "", "");
        }
    }

    @Test
    void letsAnOperatorTestReplaceAndEnd() {
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            Subscriber subscriber = Subscriber.of(client, receiver.url());

            Reply tested = subscriber.api("POST", "/test", "");
            receiver.answers(_ -> 500);
            Reply failed = subscriber.api("POST", "/test", "");
            Reply replaced = subscriber.api("POST", "/secret", "");
            Reply disabled = subscriber.api("PATCH", "", "{\"enabled\":false}");
            Reply refused =
                    subscriber.api("POST", "/replay", "{\"from\":\"2026-11-22T00:00:00Z\"}");
            Reply ended = subscriber.api("DELETE", "", "");

            assertThat(tested.status()).isEqualTo(200);
            assertThat(tested.json().path("delivered").asBoolean()).isTrue();
            assertThat(tested.json().path("status").asInt()).isEqualTo(204);
            assertThat(receiver.received().getFirst().id())
                    .isEqualTo(tested.json().path("webhookId").asText());
            assertThat(receiver.received().getFirst().isSignedWith(subscriber.secret())).isTrue();
            assertThat(failed.json().path("delivered").asBoolean()).isFalse();
            assertThat(replaced.json().path("secret").asText())
                    .startsWith("whsec_")
                    .isNotEqualTo(subscriber.secret());
            assertThat(replaced.header("cache-control")).isEqualTo("no-store");
            assertThat(disabled.json().path("state").asText()).isEqualTo("DISABLED");
            assertThat(refused.status()).isIn(400, 409);
            assertThat(ended.status()).isEqualTo(204);
            assertThat(subscriber.api("GET", "", "").status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | '' | '{' | 400",
                "POST | '' | '{\"url\":\"https://hooks.example.com\",\"secret\":1}' | 400",
                "POST | '' | '{\"url\":\"http://hooks.example.com\"}' | 400",
                "POST | '' | '{\"url\":\"http://169.254.169.254/latest/\"}' | 400",
                "GET | /nothing | '' | 404",
                "GET | " + NOBODY + " | '' | 404",
                "PATCH | " + NOBODY + " | '{}' | 404",
                "DELETE | " + NOBODY + " | '' | 404",
                "POST | " + NOBODY + "/secret | '' | 404",
                "POST | " + NOBODY + "/test | '' | 404",
                "POST | " + NOBODY + "/replay | '{}' | 400",
                "GET | " + NOBODY + "/deliveries | '' | 404"
            })
    void answersFaultsInWords(String method, String path, String body, int status) {
        Reply reply = Subscriber.api(client, Subscriber.OPERATOR, method, path, body);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.json().path("detail").asText()).isNotEmpty();
    }

    @Test
    void isForOperatorsOnly() {
        String url = "{\"url\":\"https://hooks.example.com\"}";

        assertThat(Subscriber.api(client, "nobody-knows-this-token", "POST", "", url).status())
                .isEqualTo(401);
        assertThat(
                        Subscriber.api(client, installation.credentials().reader(), "POST", "", url)
                                .status())
                .isEqualTo(403);
        assertThat(
                        Subscriber.api(client, installation.credentials().scim(), "GET", "", "")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void sendsNothingIntoTheCloudsMetadata() {
        Subscriber subscriber = Subscriber.of(client, URI.create("https://169.254.169.254/latest"));

        Reply tested = subscriber.api("POST", "/test", "");
        subscriber.api("DELETE", "", "");

        assertThat(tested.json().path("delivered").asBoolean()).isFalse();
        assertThat(tested.json().path("reason").asText())
                .isEqualTo("not sent: the host name leads to an address that is not public");
    }

    @Test
    void showsItsSecretNowhere() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start()) {
            Subscriber subscriber = Subscriber.of(client, receiver.url());
            Employee zoe = client.create();
            Subscriber.awaitAbout(receiver, zoe, 1);
            subscriber.awaitTold();

            String metrics = client.send("GET", "/q/metrics", Map.of(), new byte[0]).body();
            String seen =
                    Files.readString(log())
                            + Backends.postgres().dump(installation.name())
                            + metrics
                            + Subscriber.api(client, Subscriber.OPERATOR, "GET", "", "").body()
                            + subscriber.view();

            assertThat(metrics).doesNotContain("/hook").doesNotContain("127.0.0.1:");
            assertThat(seen)
                    .contains("hostkeysync_subscription_deliveries_total{outcome=\"delivered\"}")
                    .contains("hostkeysync_subscription_waiting")
                    .contains("hostkeysync_subscriptions{state=\"enabled\"}")
                    .contains("subscription.create")
                    .doesNotContain(subscriber.secret().substring("whsec_".length()));
            assertThat(client.send("GET", "/q/openapi", Map.of(), new byte[0]).body())
                    .contains("/api/v1/subscriptions/{id}/replay:", "NewSubscription:");
            subscriber.api("DELETE", "", "");
        }
    }

    private static Path log() {
        return service.log();
    }

    /// Makes everything due and ends every lease.
    private static void hurry() {
        installation
                .store()
                .jdbi()
                .useHandle(handle -> {
                    int _ =
                            handle.execute(
                                    "UPDATE subscription_delivery SET due_at = now(), leased_until = '-infinity'"
                                            + " WHERE due_at IS NOT NULL");
                });
    }
}
