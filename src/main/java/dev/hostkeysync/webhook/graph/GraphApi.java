package dev.hostkeysync.webhook.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.webhook.graph.GraphAnswer.Unclear;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Calls of Microsoft Graph v1.0 with the app's token. A token that Graph refuses is fetched anew
/// once. Never to be called within a transaction.
final class GraphApi {

    private static final Duration USUAL = Duration.ofSeconds(10);

    // While Graph makes a subscription it calls two addresses of ours and waits 10 s for each.
    private static final Duration WITH_HANDSHAKES = Duration.ofSeconds(30);

    private final GraphHttp http;
    private final GraphToken tokens;
    private final InstantSource clock;
    private final URI base;

    GraphApi(GraphHttp http, GraphToken tokens, GraphConfig config, InstantSource clock) {
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
        this.base = config.apiUrl();
    }

    /// @param path behind `/v1.0`, percent-encoded, with its query
    GraphAnswer get(String path) {
        return call("GET", address(path), Optional.empty(), USUAL);
    }

    /// Follows a link that Graph gave.
    GraphAnswer follow(URI link) {
        return call("GET", link, Optional.empty(), USUAL);
    }

    GraphAnswer post(String path, JsonNode body) {
        return call("POST", address(path), Optional.of(body), WITH_HANDSHAKES);
    }

    GraphAnswer patch(String path, JsonNode body) {
        return call("PATCH", address(path), Optional.of(body), USUAL);
    }

    GraphAnswer delete(String path) {
        return call("DELETE", address(path), Optional.empty(), USUAL);
    }

    /// A link in an answer; empty when it leads elsewhere than to the API that is configured.
    Optional<URI> link(String text) {
        try {
            URI link = URI.create(text.replace(" ", "%20"));
            boolean ours =
                    GraphHttp.isAt(base, link)
                            && String.valueOf(link.getRawPath()).startsWith("/v1.0/");
            return ours ? Optional.of(link) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private URI address(String path) {
        return URI.create(base + "/v1.0" + path);
    }

    private GraphAnswer call(
            String method, URI address, Optional<JsonNode> body, Duration timeout) {
        try {
            for (boolean again = false; ; again = true) {
                GraphToken.Outcome outcome = tokens.current();
                if (outcome.token().isEmpty()) {
                    return outcome.failure();
                }
                Secret token = outcome.token().get();
                HttpResponse<byte[]> response =
                        http.send(request(method, address, body, token), timeout);
                if (response.statusCode() != 401 || again) {
                    return AnswerReader.read(
                            response.statusCode(),
                            response.headers(),
                            response.body(),
                            clock.instant());
                }
                tokens.invalidate(token);
            }
        } catch (GraphHttp.NoAnswer e) {
            return new Unclear(String.valueOf(e.getMessage()));
        }
    }

    private static HttpRequest request(
            String method, URI address, Optional<JsonNode> body, Secret token) {
        BodyPublisher publisher =
                body.map(json -> BodyPublishers.ofString(json.toString()))
                        .orElseGet(BodyPublishers::noBody);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Accept", "application/json")
                        .header("User-Agent", "hostkey-sync")
                        .method(method, publisher);
        body.ifPresent(_ -> request.header("Content-Type", "application/json"));
        return request.build();
    }
}
