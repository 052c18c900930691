package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoomWebhookSenderTest {

    private static final String SECRET = "test-webhook-secret-token";
    private static final SimulatedUser ZOE =
            new SimulatedUser(
                    "KDcuGIm1QgePTO8WbOqwIQ",
                    "zoe@example.com",
                    UserFields.LICENSED,
                    UserState.ACTIVE,
                    "Zoë",
                    "Müller",
                    Instant.EPOCH,
                    List.of());

    private final List<Call> received = Collections.synchronizedList(new ArrayList<>());
    private final Receiver receiver = new Receiver();
    private final ZoomWebhooks webhooks = webhooksAt("2026-01-01T00:00:00.123Z");

    @AfterEach
    void close() {
        receiver.server.close();
    }

    /// The project's own vector: the body is the published example's shape, to the byte.
    @Test
    void signsAsZoomDoes() {
        ZoomWebhook webhook = webhooks.userCreated(ZOE, "ssoCreate");

        assertThat(webhook.body())
                .isEqualTo(
                        """
                        {"event":"user.created","event_ts":1767225600123,"payload":{\
                        "account_id":"AAAABBBBCCCC","operator":"admin@example.com",\
                        "operator_id":"z8yCxjabcdEFGHfp8uQ","creation_type":"ssoCreate",\
                        "object":{"id":"KDcuGIm1QgePTO8WbOqwIQ","first_name":"Zoë",\
                        "last_name":"Müller","display_name":"Zoë Müller",\
                        "email":"zoe@example.com","type":2}}}\
                        """);
        assertThat(webhook.body().getBytes(StandardCharsets.UTF_8)).hasSize(332);
        assertThat(ZoomWebhookSender.signature(SECRET, "1767225600", webhook.body()))
                .isEqualTo("v0=682c29dfec410f4f8f20a03c3ede58705b10166e9948c22e1ddcdf5e513a3db4");
    }

    @Test
    void provesThePlainTokenAsZoomExpects() {
        assertThat(ZoomWebhookSender.encryptedToken(SECRET, "q9ibPhGeRZ6ayx5WTrXjRw"))
                .isEqualTo("465678e33b718d5d8ac257a39757f062a6170914efe44f802af8cb1a767a7f10");
    }

    @Test
    void postsTheBodyWithItsProof() throws Exception {
        ZoomWebhook webhook = webhooks.userCreated(ZOE, "ssoCreate");

        ZoomWebhookSender.Delivery delivery = sender().send(receiver.url(), webhook);

        Call call = received.getFirst();
        assertThat(delivery).isEqualTo(new ZoomWebhookSender.Delivery(204, "", "request-1"));
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.body()).isEqualTo(webhook.body());
        assertThat(call.header("x-zm-request-timestamp")).contains("1767225600");
        assertThat(call.header("x-zm-request-id")).contains("request-1");
        assertThat(call.header("x-zm-signature"))
                .contains("v0=682c29dfec410f4f8f20a03c3ede58705b10166e9948c22e1ddcdf5e513a3db4");
    }

    @Test
    void keepsTheRequestIdOfARetry() throws Exception {
        ZoomWebhook webhook = webhooks.userDisassociated(ZOE);

        sender().send(receiver.url(), webhook, "again");
        sender().send(receiver.url(), webhook, "again");

        assertThat(received)
                .extracting(call -> call.header("x-zm-request-id").orElseThrow())
                .containsExactly("again", "again");
    }

    @Test
    void tellsWhenNobodyAnswers() throws Exception {
        ZoomWebhookSender.Delivery delivery =
                sender().send(URI.create("http://127.0.0.1:1/"), webhooks.userActivated(ZOE));

        assertThat(delivery.status()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "user.invitation_accepted,false",
        "user.disassociated,true",
        "user.activated,true",
        "user.deactivated,true",
        "user.deleted,true"
    })
    void saysWhoAndByWhom(String event, boolean operated) {
        JsonNode body = Json.read(webhooks.named(event, ZOE).body());

        assertThat(body.get("event").asText()).isEqualTo(event);
        assertThat(body.get("event_ts").asLong()).isEqualTo(1767225600123L);
        assertThat(body.at("/payload").has("operator")).isEqualTo(operated);
        assertThat(body.at("/payload/object"))
                .isEqualTo(
                        Json.read(
                                """
                                {"id":"KDcuGIm1QgePTO8WbOqwIQ","first_name":"Zoë",\
                                "last_name":"Müller","email":"zoe@example.com","type":2}\
                                """));
    }

    @Test
    void carriesHostKeysToShowThatTheyAreStripped() {
        ZoomWebhook webhook =
                webhooksAt("2026-01-01T00:01:40.456Z").userUpdated(ZOE, "730164", "482093");

        assertThat(webhook.body())
                .isEqualTo(
                        """
                        {"event":"user.updated","event_ts":1767225700456,"payload":{\
                        "account_id":"AAAABBBBCCCC","operator":"admin@example.com",\
                        "operator_id":"z8yCxjabcdEFGHfp8uQ","time_stamp":1767225700456,\
                        "object":{"id":"KDcuGIm1QgePTO8WbOqwIQ","host_key":"730164"},\
                        "old_object":{"id":"KDcuGIm1QgePTO8WbOqwIQ","host_key":"482093"}}}\
                        """);
    }

    @Test
    void sendsOneAboutAUserOfTheAccountOverTheSideDoor() throws Exception {
        try (ZoomSimulator simulator = ZoomSimulator.start(0, SimulatorOptions.defaults())) {
            simulator.users().add(UserFields.ofEmail("zoe@example.com").hostKey("482093"));
            simulator.users().edit("zoe@example.com", UserFields.none().hostKey("730164"));

            JsonNode delivery = control(simulator, "user.updated");
            JsonNode validation = control(simulator, "endpoint.url_validation");

            JsonNode body = Json.read(received.getFirst().body());
            assertThat(delivery.get("status").asInt()).isEqualTo(204);
            assertThat(body.at("/payload/account_id").asText()).isEqualTo("sim-account");
            assertThat(body.at("/payload/object/host_key").asText()).isEqualTo("730164");
            assertThat(body.at("/payload/old_object/host_key").asText()).isEqualTo("482093");
            assertThat(validation.get("status").asInt()).isEqualTo(200);
            assertThat(validation.get("valid").asBoolean()).isTrue();
        }
    }

    private JsonNode control(ZoomSimulator simulator, String event) throws Exception {
        String wanted =
                Json.write(
                        Json.object()
                                .put("event", event)
                                .put("user", "zoe@example.com")
                                .put("url", receiver.url().toString())
                                .put("secret", SECRET));
        return SimulatorClient.json(
                new SimulatorClient(simulator).control("POST", "webhook", wanted));
    }

    private static ZoomWebhooks webhooksAt(String instant) {
        return new ZoomWebhooks(
                "AAAABBBBCCCC",
                "admin@example.com",
                "z8yCxjabcdEFGHfp8uQ",
                InstantSource.fixed(Instant.parse(instant)));
    }

    private static ZoomWebhookSender sender() {
        return new ZoomWebhookSender(
                HttpClient.newHttpClient(),
                SECRET,
                InstantSource.fixed(Instant.parse("2026-01-01T00:00:00.123Z")),
                () -> "request-1");
    }

    /// A receiver that notes what it gets, answers 204, and proves itself when asked.
    private final class Receiver {

        private final SimulatorServer server;

        Receiver() {
            try {
                server = new SimulatorServer(0, this::answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        URI url() {
            return server.url().resolve("/webhooks/zoom");
        }

        private Answer answer(Call call) {
            received.add(call);
            String plainToken = Json.read(call.body()).at("/payload/plainToken").asText();
            return plainToken.isEmpty()
                    ? Answer.noContent()
                    : Answer.json(
                            200,
                            Json.object()
                                    .put("plainToken", plainToken)
                                    .put(
                                            "encryptedToken",
                                            ZoomWebhookSender.encryptedToken(SECRET, plainToken)));
        }
    }
}
