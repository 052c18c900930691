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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// What an administrator would write in an afternoon: reads the list, sets one key after the other,
/// and writes them down nowhere.
final class SequentialScript {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final URI zoom;
    private final String authorization;

    SequentialScript(Rig rig) {
        this.zoom = rig.zoom().url();
        this.authorization = "Bearer " + token(rig);
    }

    /// @param keys how many were set
    record Outcome(int keys, double seconds) {

        double perSecond() {
            return keys / seconds;
        }
    }

    /// Sets keys of the first page of users for so long.
    Outcome run(Duration atMost) {
        JsonNode users =
                send("GET", zoom.resolve("/v2/users?page_size=300"), "", authorization)
                        .path("users");
        long begin = System.nanoTime();
        int keys = 0;
        for (JsonNode user : users) {
            if (System.nanoTime() - begin > atMost.toNanos()) {
                break;
            }
            JsonNode _ =
                    send(
                            "PATCH",
                            zoom.resolve("/v2/users/" + user.path("id").asText()),
                            "{\"host_key\":\"%06d\"}".formatted(random.nextInt(1_000_000)),
                            authorization);
            keys++;
        }
        return new Outcome(keys, (System.nanoTime() - begin) / 1e9);
    }

    private String token(Rig rig) {
        String credentials =
                rig.variable("ZOOM_CLIENT_ID") + ":" + rig.variable("ZOOM_CLIENT_SECRET");
        String basic =
                Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
        URI tokens =
                zoom.resolve(
                        "/oauth/token?grant_type=account_credentials&account_id="
                                + rig.zoomAccount());
        return send("POST", tokens, "", "Basic " + basic).path("access_token").asText();
    }

    private JsonNode send(String method, URI url, String body, String authorization) {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .method(method, BodyPublishers.ofString(body))
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        "the Zoom simulator answered %s %s with %d"
                                .formatted(method, url.getPath(), response.statusCode()));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
