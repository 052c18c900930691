package dev.hostkeysync.zoom.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.auth.Access.Refused;
import dev.hostkeysync.zoom.auth.Access.Token;
import dev.hostkeysync.zoom.auth.Access.Unreachable;
import dev.hostkeysync.zoom.http.HttpSender;
import dev.hostkeysync.zoom.http.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `POST /oauth/token` with the account credentials grant
/// (developers.zoom.us/docs/internal-apps/s2s-oauth).
public final class TokenEndpoint implements TokenSource {

    private static final JsonMapper JSON = new JsonMapper();

    // What may stand in a header after "Bearer "; anything else would make the JDK quote it in an
    // exception.
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    // OAuth's error codes look so (RFC 6749 section 5.2). Any other text stays where it is.
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    // As documented, for an answer that does not say.
    private static final Duration USUAL_LIFE = Duration.ofHours(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private final HttpSender http;
    private final HttpRequest request;

    /// @param oauthUrl scheme, host and port
    public TokenEndpoint(
            HttpSender http, URI oauthUrl, String accountId, String clientId, Secret clientSecret) {
        this.http = http;
        String grant =
                "grant_type=account_credentials&account_id="
                        + URLEncoder.encode(accountId, StandardCharsets.UTF_8);
        String client = clientId + ":" + clientSecret.reveal();
        this.request =
                HttpRequest.newBuilder(URI.create(oauthUrl + "/oauth/token"))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        client.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .header("User-Agent", "hostkey-sync")
                        .POST(BodyPublishers.ofString(grant))
                        .build();
    }

    @Override
    public Access fetch() {
        return switch (http.send(request)) {
            case Reply.Answered(int status, _, Secret body) -> read(status, body);
            case Reply.NotSent(String reason) -> new Unreachable(reason);
            case Reply.InDoubt(String reason) -> new Unreachable(reason);
        };
    }

    /// Zoom does not document whether wrong credentials are 400 or 401: any 4xx is our fault, but
    /// for those that say "later".
    static Access read(int status, Secret body) {
        Optional<JsonNode> json = parse(body);
        if (status == 200) {
            return json.flatMap(TokenEndpoint::token)
                    .<Access>map(token -> token)
                    .orElseGet(() -> new Unreachable("the token endpoint answered 200, no token"));
        }
        Optional<String> error =
                json.map(node -> node.path("error").asText("")).filter(ERROR.asMatchPredicate());
        String said =
                "the token endpoint answered " + status + error.map(text -> " " + text).orElse("");
        boolean ourFault = status >= 400 && status < 500 && status != 408 && status != 429;
        boolean invalidClient =
                (status == 400 || status == 401) && error.equals(Optional.of("invalid_client"));
        return ourFault ? new Refused(said, invalidClient) : new Unreachable(said);
    }

    private static Optional<Token> token(JsonNode json) {
        String secret = json.path("access_token").asText("");
        if (!TOKEN.matcher(secret).matches()) {
            return Optional.empty();
        }
        long seconds = json.path("expires_in").asLong(0);
        Duration life = seconds > 0 ? Duration.ofSeconds(seconds) : USUAL_LIFE;
        return Optional.of(
                new Token(
                        Secret.of(secret),
                        life.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : life,
                        scopes(json.path("scope").asText(""))));
    }

    // RFC 6749 section 3.3: separated by single blanks, in any order.
    private static Set<String> scopes(String text) {
        return Arrays.stream(text.split(" "))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<JsonNode> parse(Secret body) {
        try {
            return Optional.ofNullable(JSON.readTree(body.reveal()));
        } catch (JsonProcessingException e) {
            // NB: the cause is dropped, it may quote the body.
            return Optional.empty();
        }
    }
}
