package dev.hostkeysync.access.jwt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/// Finds the keys where the issuer's [Metadata] says: in it `jwks_uri`, there the keys.
final class DiscoveredKeys implements KeySource {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final long MOST_BYTES = 512 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final Metadata place;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    DiscoveredKeys(Metadata place) {
        this.place = place;
    }

    @Override
    public List<PublicJsonWebKey> read() throws IOException {
        JsonNode metadata = json(place.location());
        if (!Metadata.withoutSlash(metadata.path("issuer").asText()).equals(place.issuer())) {
            throw new IOException("its metadata names another issuer than " + place.variable());
        }
        return keys(json(keysUri(metadata.path("jwks_uri").asText())).toString());
    }

    private static List<PublicJsonWebKey> keys(String json) throws IOException {
        try {
            return new JsonWebKeySet(json)
                    .getJsonWebKeys().stream()
                            .filter(PublicJsonWebKey.class::isInstance)
                            .map(PublicJsonWebKey.class::cast)
                            .filter(key -> !Use.ENCRYPTION.equals(key.getUse()))
                            .toList();
        } catch (JoseException _) {
            throw new IOException("what is at its jwks_uri is no key set");
        }
    }

    private URI keysUri(String text) throws IOException {
        try {
            URI uri = URI.create(text);
            if (isSafe(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new IOException("its metadata has no usable jwks_uri");
    }

    /// Over plain HTTP only as far as the issuer itself is reached so: on this machine.
    private boolean isSafe(URI uri) {
        return Metadata.isSafe(uri)
                && ("https".equals(uri.getScheme()) || "http".equals(place.location().getScheme()));
    }

    private JsonNode json(URI uri) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        // HttpRequest.timeout ends with the answer's headers; this one covers the body too.
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> answer = exchange.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException(uri + " answers " + answer.statusCode());
            }
            return JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException _) {
            throw new IOException(uri + " answers something else than JSON");
        } catch (TimeoutException _) {
            exchange.cancel(true);
            throw new IOException(uri + " does not answer within " + TIMEOUT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IOException(uri + " cannot be reached (" + e.getCause() + ")");
        } catch (InterruptedException _) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("the service ends");
        }
    }
}
