package dev.hostkeysync.zoomsim;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// `POST /oauth/token` with `grant_type=account_credentials` (Zoom, "Server-to-Server OAuth").
/// Parameters come in the form or in the query.
final class TokenEndpoint {

    static final List<String> PATH = List.of("oauth", "token");

    private static final Map<String, Pattern> PARAMETERS =
            Map.of("grant_type", Pattern.compile(".+"), "account_id", Pattern.compile(".+"));

    private final Supplier<SimulatorOptions> options;
    private final AccessTokens tokens;
    private final Supplier<URI> ownUrl;

    TokenEndpoint(Supplier<SimulatorOptions> options, AccessTokens tokens, Supplier<URI> ownUrl) {
        this.options = options;
        this.tokens = tokens;
        this.ownUrl = ownUrl;
    }

    Answer answer(Call call) {
        if (!call.method().equals("POST")) {
            return Answer.methodNotAllowed("POST");
        }
        boolean form = call.hasContentType("application/x-www-form-urlencoded");
        if (!call.body().isEmpty() && !form) {
            return fault(400, "invalid_request", "The body must be a form.");
        }
        if (!credentialsAreRight(call)) {
            return fault(
                    options.get().invalidClientStatus(),
                    "invalid_client",
                    "Invalid client_id or client_secret");
        }
        Parameters given;
        try {
            given = Parameters.parse(call.body()).and(call.query());
        } catch (IllegalArgumentException e) {
            return fault(400, "invalid_request", "The body must be a form.");
        }
        List<FieldError> errors = given.errors(PARAMETERS);
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            return fault(400, "invalid_request", first.field() + ": " + first.message());
        }
        return granted(given);
    }

    private boolean credentialsAreRight(Call call) {
        byte[] pair =
                (options.get().clientId() + ":" + options.get().clientSecret())
                        .getBytes(StandardCharsets.UTF_8);
        String expected = "Basic " + Base64.getEncoder().encodeToString(pair);
        return call.header("Authorization").equals(Optional.of(expected));
    }

    private Answer granted(Parameters given) {
        SimulatorOptions now = options.get();
        String grant = given.first("grant_type").orElse("");
        if (!grant.equals("account_credentials")) {
            return fault(400, "unsupported_grant_type", "unsupported grant type");
        }
        if (!given.first("account_id").equals(Optional.of(now.accountId()))) {
            return fault(400, "invalid_request", "Bad Request");
        }
        String apiUrl = Objects.requireNonNullElseGet(now.tokenApiUrl(), ownUrl.get()::toString);
        return Answer.json(
                200,
                Json.object()
                        .put("access_token", tokens.issue(now.scopes(), now.tokenSeconds()))
                        .put("token_type", "bearer")
                        .put("expires_in", now.tokenSeconds())
                        .put("scope", String.join(" ", new TreeSet<>(now.scopes())))
                        .put("api_url", apiUrl));
    }

    private static Answer fault(int status, String error, String reason) {
        return Answer.json(status, Json.object().put("reason", reason).put("error", error));
    }
}
