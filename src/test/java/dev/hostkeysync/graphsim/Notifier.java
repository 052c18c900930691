package dev.hostkeysync.graphsim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// Calls the addresses of subscriptions, as Graph does.
final class Notifier implements AutoCloseable {

    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
    private final String tenant;
    private final List<Integer> answers = new CopyOnWriteArrayList<>();

    Notifier(String tenant) {
        this.tenant = tenant;
    }

    /// The handshake: the token, decoded, as plain text within ten seconds.
    boolean validates(URI address) throws InterruptedException {
        String token =
                "Validation: Testing client application <reachability>; " + UUID.randomUUID();
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        address
                                                + "?validationToken="
                                                + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .POST(BodyPublishers.noBody())
                        .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200
                    && response.body().equals(token)
                    && response.headers()
                            .firstValue("content-type")
                            .filter(type -> type.startsWith("text/plain"))
                            .isPresent();
        } catch (IOException _) {
            return false;
        }
    }

    ObjectNode change(Subscribed to, String user, String changeType) {
        ObjectNode one = common(to);
        one.put("changeType", changeType).put("resource", "Users/" + user);
        one.putObject("resourceData")
                .put("@odata.type", "#Microsoft.Graph.User")
                .put("@odata.id", "Users/" + user)
                .put("id", user)
                .put("organizationId", tenant)
                .put("sequenceNumber", System.nanoTime());
        return one;
    }

    ObjectNode lifecycle(Subscribed to, String event) {
        return common(to).put("lifecycleEvent", event);
    }

    private ObjectNode common(Subscribed to) {
        return Answer.JSON
                .createObjectNode()
                .put("subscriptionId", to.id())
                .put("subscriptionExpirationDateTime", to.expiresAt().toString())
                .put("clientState", to.clientState())
                .put("tenantId", tenant);
    }

    /// Sends until it is answered 2xx, in the background.
    void send(URI address, List<ObjectNode> notifications) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.putArray("value").addAll(notifications);
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(3))
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build();
        Thread _ = Thread.ofVirtual().start(() -> deliver(request));
    }

    private void deliver(HttpRequest request) {
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                int status = status(request);
                answers.add(status);
                if (status >= 200 && status < 300) {
                    return;
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        }
    }

    /// The status of each answer to a notification so far; 0 = none within 3 s.
    List<Integer> answers() {
        return answers;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
