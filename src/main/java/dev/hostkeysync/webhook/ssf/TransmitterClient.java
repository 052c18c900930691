package dev.hostkeysync.webhook.ssf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hostkeysync.common.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks transmitters. It follows no redirect: it would carry the token to somebody else.
@ApplicationScoped
class TransmitterClient {

    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    /// @param body missing where it is no JSON
    /// @param retryAfter of the header, in seconds
    record Answer(int status, JsonNode body, Optional<Duration> retryAfter) {}

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
    private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private volatile boolean cancelled;

    Answer get(URI uri, Duration atMost) throws IOException {
        return exchange(HttpRequest.newBuilder(uri), atMost);
    }

    Answer post(URI uri, Secret token, JsonNode body, Duration atMost) throws IOException {
        return exchange(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())),
                atMost);
    }

    /// Ends what is under way, and what is begun from now on; nobody waits for it any more.
    void cancel() {
        cancelled = true;
        underWay.values().forEach(exchange -> exchange.cancel(true));
    }

    private Answer exchange(HttpRequest.Builder request, Duration atMost) throws IOException {
        // HttpRequest.timeout ends with the answer's headers; this one covers the body too.
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(
                        request.header("Accept", "application/json").build(),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        Object key = new Object();
        underWay.put(key, exchange);
        if (cancelled) {
            exchange.cancel(true);
        }
        try {
            HttpResponse<byte[]> answer = exchange.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(
                    answer.statusCode(),
                    json(answer.body()),
                    answer.headers()
                            .firstValue("Retry-After")
                            .filter(text -> text.matches("[0-9]{1,6}"))
                            .map(Long::parseLong)
                            .map(Duration::ofSeconds));
        } catch (TimeoutException | CancellationException _) {
            throw new Silence();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? "no answer" : cause.getClass().getSimpleName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Silence();
        } finally {
            exchange.cancel(true);
            underWay.remove(key);
        }
    }

    /// No answer within the time that was given, or nobody waits for it any more.
    static final class Silence extends IOException {

        private static final long serialVersionUID = 1L;

        Silence() {
            super("no answer in time");
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }
}
