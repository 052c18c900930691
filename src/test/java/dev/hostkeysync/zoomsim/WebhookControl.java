package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// `POST /_sim/webhook`: sends one webhook about a user of the account, now, and shows the answer.
final class WebhookControl {

    private static final String VALIDATION = "endpoint.url_validation";

    private record Wanted(String event, String user, String url, String secret) {

        static Wanted parse(JsonNode json) {
            String event = textOf(json, "event");
            return new Wanted(
                    event,
                    event.equals(VALIDATION) ? "" : textOf(json, "user"),
                    textOf(json, "url"),
                    textOf(json, "secret"));
        }

        private static String textOf(JsonNode json, String member) {
            if (!json.path(member).isTextual()) {
                throw new IllegalArgumentException("webhook needs a text " + member);
            }
            return json.get(member).asText();
        }
    }

    private final Simulation simulation;
    private final InstantSource clock;

    WebhookControl(Simulation simulation, InstantSource clock) {
        this.simulation = simulation;
        this.clock = clock;
    }

    Answer send(JsonNode json) throws InterruptedException {
        Wanted wanted = Wanted.parse(json);
        ZoomWebhooks webhooks = ZoomWebhooks.byTheApp(simulation.options().accountId(), clock);
        if (wanted.event().equals(VALIDATION)) {
            return validate(wanted, webhooks);
        }
        Optional<SimulatedUser> user = simulation.users().find(wanted.user());
        if (user.isEmpty()) {
            return ControlApi.problem(404, "there is no user " + wanted.user());
        }
        return Answer.json(200, show(post(wanted, webhooks.named(wanted.event(), user.get()))));
    }

    private Answer validate(Wanted wanted, ZoomWebhooks webhooks) throws InterruptedException {
        String plainToken = UUID.randomUUID().toString();
        ZoomWebhookSender.Delivery delivery = post(wanted, webhooks.urlValidation(plainToken));
        String proof = ZoomWebhookSender.encryptedToken(wanted.secret(), plainToken);
        return Answer.json(200, show(delivery).put("valid", isProof(delivery, plainToken, proof)));
    }

    private static boolean isProof(
            ZoomWebhookSender.Delivery delivery, String plainToken, String encryptedToken) {
        JsonNode expected =
                Json.object().put("plainToken", plainToken).put("encryptedToken", encryptedToken);
        try {
            return delivery.status() == 200 && Json.read(delivery.body()).equals(expected);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private ZoomWebhookSender.Delivery post(Wanted wanted, ZoomWebhook webhook)
            throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return new ZoomWebhookSender(
                            client, wanted.secret(), clock, () -> UUID.randomUUID().toString())
                    .send(URI.create(wanted.url()), webhook);
        }
    }

    private static ObjectNode show(ZoomWebhookSender.Delivery delivery) {
        return (ObjectNode) Json.tree(delivery);
    }
}
