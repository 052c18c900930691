package dev.hostkeysync.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// The operator's side of the service.
final class OperatorClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Rig rig;

    OperatorClient(Rig rig) {
        this.rig = rig;
    }

    /// @return the backfill's id
    String startBackfill() {
        return json(send("POST", "", "{\"dryRun\":false,\"batchShare\":1.0}")).path("id").asText();
    }

    String state(String backfill) {
        return json(backfill(backfill)).path("state").asText();
    }

    /// All that is told of it.
    String backfill(String id) {
        return send("GET", "/" + id, "");
    }

    private String send(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/api/v1/backfills%s"
                                                .formatted(rig.port(), path)))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + rig.apiToken().reveal())
                        .header("Content-Type", "application/json")
                        .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        "the service answered %s %s with %d: %s"
                                .formatted(
                                        method,
                                        request.uri().getPath(),
                                        response.statusCode(),
                                        response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
