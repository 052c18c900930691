package dev.hostkeysync.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// What somebody who may read host keys is told; remembers the digits, which nobody else may see.
final class HostKeys {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final Set<String> DIGITS = ConcurrentHashMap.newKeySet();

    private final HttpClient http;
    private final String url;
    private final String token;

    /// The last one told, by the user's id.
    private final Map<String, Integer> versions = new HashMap<>();

    private String last = "";

    HostKeys(HttpClient http, String url, String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    /// Of every conversation so far.
    Set<String> digits() {
        return Set.copyOf(DIGITS);
    }

    String withoutDigits(String text) {
        String clean = text;
        for (String digits : DIGITS) {
            clean = clean.replace(digits, "[digits]");
        }
        return clean;
    }

    void await(Step.HostKey expected) {
        try {
            Awaitility.await()
                    .atMost(AT_MOST)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> differences(expected).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "for %s the reader of host keys was to be told %d %s, but was told %s"
                            .formatted(expected.user(), expected.status(), expected.answer(), last),
                    e);
        }
    }

    private List<String> differences(Step.HostKey expected) {
        Answer answer = get(expected.user());
        JsonNode told = answer.json();
        String digits = told.path("hostKey").asText("");
        if (!digits.isEmpty()) {
            DIGITS.add(digits);
        }
        last =
                "%d %s %s %s"
                        .formatted(
                                answer.status(),
                                told.path("type").asText(),
                                told.path("state").asText(),
                                told.path("version").asText());
        if (answer.status() != expected.status()) {
            return List.of("another status");
        }
        String user = told.path("user").path("id").asText();
        int version = told.path("version").asInt();
        if (expected.newer() && version <= versions.getOrDefault(user, 0)) {
            return List.of("not a newer version");
        }
        List<String> differences = Expectation.differences(expected.answer(), told);
        if (differences.isEmpty() && answer.status() == 200) {
            versions.put(user, version);
        }
        return differences;
    }

    private Answer get(String user) {
        String path = "/api/v1/host-keys/" + URLEncoder.encode(user, StandardCharsets.UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(AT_MOST)
                        .header("Authorization", "Bearer " + token)
                        .build();
        try {
            return Answer.of(http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
