package dev.hostkeysync.journey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.ServiceProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// An operator who asks another replica when one does not answer.
final class Operator {

    private static final String TOKEN = "operator-token-0123456789";

    /// For `API_TOKENS`.
    static final String TOKENS = "operator:operator+hostkey.rotate:" + TOKEN;

    private static final String BACKFILLS = "/api/v1/backfills";
    private static final String DRIFT_CHECKS = "/api/v1/drift-checks";

    private final List<Client> replicas;

    Operator(Installation installation, List<ServiceProcess> replicas) {
        this.replicas = replicas.stream().map(installation::client).toList();
    }

    /// @return the backfill's id
    String startBackfill() {
        return startBackfill(false);
    }

    /// @param rotate whether who has a key gets another one, too
    String startBackfill(boolean rotate) {
        Reply reply =
                send(
                        "POST",
                        BACKFILLS,
                        "{\"dryRun\":false,\"rotate\":%s,\"batchShare\":1.0}".formatted(rotate));
        assertThat(reply.status()).isEqualTo(202);
        return reply.json().path("id").asText();
    }

    /// Until nobody is left whom it could give a key now.
    JsonNode awaitBackfill(String id) {
        await("the end of backfill " + id)
                .atMost(Duration.ofMinutes(1))
                .until(() -> backfill(id).path("state").asText().equals("DONE"));
        return backfill(id);
    }

    /// Compares Zoom, directory and store, and puts right what can be.
    JsonNode repair() {
        Reply reply = send("POST", DRIFT_CHECKS, "{\"mode\":\"repair\"}");
        assertThat(reply.status()).isEqualTo(202);
        String check = DRIFT_CHECKS + "/" + reply.json().path("id").asText();
        await("the end of " + check)
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        send("GET", check, "")
                                .json()
                                .path("state")
                                .asText()
                                .matches("DONE|STOPPED"));
        return send("GET", check, "").json();
    }

    JsonNode backfill(String id) {
        Reply reply = send("GET", BACKFILLS + "/" + id, "");
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    private Reply send(String method, String path, String body) {
        AtomicReference<Reply> reply = new AtomicReference<>(Reply.NONE);
        await("an answer of any replica")
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        replicas.stream()
                                .map(replica -> send(replica, method, path, body))
                                .peek(reply::set)
                                .anyMatch(one -> one.status() != 0 && one.status() < 500));
        return requireNonNull(reply.get());
    }

    private static Reply send(Client replica, String method, String path, String body) {
        return replica.send(
                method,
                path,
                Map.of("Authorization", "Bearer " + TOKEN, "Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
