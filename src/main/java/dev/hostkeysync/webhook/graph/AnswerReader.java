package dev.hostkeysync.webhook.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hostkeysync.common.HttpTime;
import dev.hostkeysync.webhook.graph.GraphAnswer.Done;
import dev.hostkeysync.webhook.graph.GraphAnswer.Expired;
import dev.hostkeysync.webhook.graph.GraphAnswer.NotFound;
import dev.hostkeysync.webhook.graph.GraphAnswer.Refused;
import dev.hostkeysync.webhook.graph.GraphAnswer.Throttled;
import dev.hostkeysync.webhook.graph.GraphAnswer.Unclear;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What an HTTP answer of Graph or of the token endpoint means.
final class AnswerReader {

    private static final JsonMapper JSON = new JsonMapper();

    // Both kinds of error codes look so (`Request_ResourceNotFound`, `invalid_client`). Any other
    // text stays where it is.
    private static final Pattern CODE = Pattern.compile("[A-Za-z_.]{1,60}");

    // "Use delta query", Token duration: an expired token is an error of the 40x series with a code
    // such as these.
    private static final Set<String> EXPIRED =
            Set.of("syncstatenotfound", "syncstateinvalid", "resyncrequired", "deltalinkexpired");

    // Of the directory, and of subscriptions. A 404 of anybody else, such as a proxy or a server
    // that
    // is not Graph, says nothing of a user: believed, it would remove them.
    private static final Set<String> MISSING =
            Set.of("request_resourcenotfound", "resourcenotfound");

    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    // Graph's own limits are counted over ten seconds to a few minutes.
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private AnswerReader() {}

    static GraphAnswer read(int status, HttpHeaders headers, byte[] body, Instant now) {
        Optional<JsonNode> json = parse(body);
        if (status >= 200 && status < 300) {
            return json.<GraphAnswer>map(Done::new)
                    .orElseGet(() -> new Unclear("the answer " + status + " was not JSON"));
        }
        String code = code(json);
        if (status == 410 || (status >= 400 && status < 500 && isOneOf(EXPIRED, code))) {
            return new Expired();
        }
        String said = "it answered " + status + (code.isEmpty() ? "" : " " + code);
        return switch (status) {
            case 404 -> isOneOf(MISSING, code) ? new NotFound() : new Unclear(said);
            case 429 -> new Throttled(pause(headers, now).orElse(USUAL_PAUSE));
            case 408 -> new Unclear(said);
            default -> {
                if (status >= 500) {
                    yield pause(headers, now)
                            .<GraphAnswer>map(Throttled::new)
                            .orElseGet(() -> new Unclear(said));
                }
                // A redirect too: it is not followed.
                yield new Refused(status, code, said);
            }
        };
    }

    private static Optional<Duration> pause(HttpHeaders headers, Instant now) {
        return headers.firstValue("retry-after")
                .flatMap(text -> HttpTime.retryAfter(text, now))
                .map(AnswerReader::bounded);
    }

    private static Duration bounded(Duration given) {
        if (given.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return given.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : given;
    }

    private static boolean isOneOf(Set<String> codes, String code) {
        return codes.contains(code.toLowerCase(Locale.ROOT));
    }

    /// Graph's `error.code`, or the `error` of OAuth (RFC 6749 section 5.2).
    private static String code(Optional<JsonNode> json) {
        return json.map(node -> node.path("error"))
                .map(error -> error.isTextual() ? error : error.path("code"))
                .map(code -> code.asText(""))
                .filter(CODE.asMatchPredicate())
                .orElse("");
    }

    private static Optional<JsonNode> parse(byte[] body) {
        if (body.length == 0) {
            return Optional.of(MissingNode.getInstance());
        }
        try {
            return Optional.ofNullable(JSON.readTree(body));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
