package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.webhook.graph.GraphAnswer.Done;
import dev.hostkeysync.webhook.graph.GraphAnswer.Expired;
import dev.hostkeysync.webhook.graph.GraphAnswer.NotFound;
import dev.hostkeysync.webhook.graph.GraphAnswer.Refused;
import dev.hostkeysync.webhook.graph.GraphAnswer.Throttled;
import dev.hostkeysync.webhook.graph.GraphAnswer.Unclear;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The app's access token (OAuth 2.0 client credentials), kept for three quarters of its life. One
/// request at a time; a failure is the answer for everybody for five seconds.
final class GraphToken {

    /// A token, or why there is none.
    ///
    /// @param failure when there is none
    record Outcome(Optional<Secret> token, GraphAnswer failure) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration BACK_OFF = Duration.ofSeconds(5);

    // What may stand in a header after "Bearer "; anything else would make the JDK quote it in an
    // exception.
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");

    private record Held(Secret token, Instant until) {}

    private record Failed(GraphAnswer answer, Instant until) {}

    private final GraphHttp http;
    private final InstantSource clock;
    private final HttpRequest request;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Held held;
    private @Nullable Failed failed;

    GraphToken(GraphHttp http, GraphConfig config, InstantSource clock) {
        this.http = http;
        this.clock = clock;
        Map<String, String> form =
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        config.clientId().orElse(""),
                        "client_secret",
                        config.clientSecret().map(Secret::reveal).orElse(""),
                        "scope",
                        config.apiUrl() + "/.default");
        this.request =
                HttpRequest.newBuilder(
                                URI.create(
                                        config.loginUrl()
                                                + "/"
                                                + config.tenantId().orElse("common")
                                                + "/oauth2/v2.0/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(encoded(form)))
                        .build();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field ->
                        field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    Outcome current() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (held != null && now.isBefore(held.until())) {
                return new Outcome(Optional.of(held.token()), new Unclear(""));
            }
            if (failed != null && now.isBefore(failed.until())) {
                return new Outcome(Optional.empty(), failed.answer());
            }
            return fetch(now);
        } finally {
            lock.unlock();
        }
    }

    /// Graph answered 401 to this one: the next call fetches another, unless somebody did.
    void invalidate(Secret token) {
        lock.lock();
        try {
            if (held != null && held.token().equals(token)) {
                held = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private Outcome fetch(Instant now) {
        GraphAnswer answer = answer();
        if (answer instanceof Done(var body)) {
            String token = body.path("access_token").asText("");
            long seconds = Math.clamp(body.path("expires_in").asLong(0), 60, 86_400);
            if (TOKEN.matcher(token).matches()) {
                held = new Held(Secret.of(token), now.plusSeconds(seconds * 3 / 4));
                failed = null;
                return new Outcome(Optional.of(held.token()), answer);
            }
        }
        GraphAnswer failure =
                switch (answer) {
                    case Done _ -> new Unclear("the token endpoint answered 200, no token");
                    case NotFound _, Expired _ ->
                            new Refused(401, "", "the token endpoint does not know the tenant");
                    // Whatever its status: what was asked for with it was not answered.
                    case Refused(_, String code, String reason) ->
                            new Refused(401, code, "no token: " + reason);
                    case Unclear(String reason) -> new Unclear("no token: " + reason);
                    case Throttled throttled -> throttled;
                };
        failed = new Failed(failure, clock.instant().plus(BACK_OFF));
        return new Outcome(Optional.empty(), failure);
    }

    private GraphAnswer answer() {
        try {
            HttpResponse<byte[]> response = http.send(request, TIMEOUT);
            return AnswerReader.read(
                    response.statusCode(), response.headers(), response.body(), clock.instant());
        } catch (GraphHttp.NoAnswer e) {
            return new Unclear(String.valueOf(e.getMessage()));
        }
    }
}
