package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.testing.WebhookReceiver;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An operator who subscribes a receiver and looks after it.
final class Subscriber {

    static final String OPERATOR = "operator-token-0123456789";

    private static final String PATH = "/api/v1/subscriptions";
    private static final Duration SOON = Duration.ofSeconds(40);

    private final Client client;
    private final String id;
    private final String secret;

    private Subscriber(Client client, String id, String secret) {
        this.client = client;
        this.id = id;
        this.secret = secret;
    }

    static Subscriber of(Client client, URI url) {
        Reply made = api(client, OPERATOR, "POST", "", "{\"url\":\"%s\"}".formatted(url));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return new Subscriber(
                client, made.json().path("id").asText(), made.json().path("secret").asText());
    }

    static Reply api(Client client, String token, String method, String path, String body) {
        return client.send(
                method,
                PATH + path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body.getBytes(UTF_8));
    }

    /// @param path behind its own address
    Reply api(String method, String path, String body) {
        return api(client, OPERATOR, method, "/" + id + path, body);
    }

    JsonNode view() {
        return api("GET", "", "").json();
    }

    String id() {
        return id;
    }

    String secret() {
        return secret;
    }

    /// Waits until there is nothing left to tell.
    void awaitTold() {
        await("nothing to be left").atMost(SOON).until(() -> view().path("waiting").asInt(-1) == 0);
    }

    /// Waits until so many requests about the user have come.
    static List<WebhookReceiver.Received> awaitAbout(
            WebhookReceiver receiver, Employee employee, int count) {
        await(count + " requests about " + employee.email())
                .atMost(SOON)
                .until(() -> about(receiver, employee).size() >= count);
        return about(receiver, employee);
    }

    static List<WebhookReceiver.Received> about(WebhookReceiver receiver, Employee employee) {
        return receiver.received().stream()
                .filter(request -> request.body().contains(employee.id()))
                .toList();
    }
}
