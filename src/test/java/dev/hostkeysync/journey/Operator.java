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

    private final List<Client> replicas;

    Operator(Installation installation, List<ServiceProcess> replicas) {
        this.replicas = replicas.stream().map(installation::client).toList();
    }

    /// @return the backfill's id
    String startBackfill() {
        Reply reply = send("POST", BACKFILLS, "{\"dryRun\":false,\"batchShare\":1.0}");
        assertThat(reply.status()).isEqualTo(202);
        return reply.json().path("id").asText();
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
