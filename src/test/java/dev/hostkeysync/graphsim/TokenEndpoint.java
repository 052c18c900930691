package dev.hostkeysync.graphsim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// `POST /{tenant}/oauth2/v2.0/token`, client credentials.
final class TokenEndpoint {

    private final GraphOptions options;
    private final InstantSource clock;
    private final Map<String, Instant> live = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    TokenEndpoint(GraphOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    String path() {
        return "/" + options.tenant() + "/oauth2/v2.0/token";
    }

    Answer answer(Call call, String scope) {
        if (!call.method().equals("POST") || !call.isOf("application/x-www-form-urlencoded")) {
            return refused(400, "invalid_request", "a form must be posted");
        }
        Map<String, String> form = Call.form(call.body());
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return refused(400, "unsupported_grant_type", "only client_credentials");
        }
        if (!options.client().equals(form.get("client_id"))) {
            return refused(400, "unauthorized_client", "no such application in the tenant");
        }
        if (!options.clientSecret().equals(form.get("client_secret"))) {
            return refused(401, "invalid_client", "Invalid client secret provided");
        }
        if (!scope.equals(form.get("scope")) || form.size() != 4) {
            return refused(400, "invalid_scope", "the scope must be " + scope);
        }
        String token = "eyJ." + UUID.randomUUID();
        live.put(token, clock.instant().plusSeconds(3_599));
        int _ = issued.incrementAndGet();
        ObjectNode body = Answer.JSON.createObjectNode();
        body.put("token_type", "Bearer")
                .put("expires_in", 3_599)
                .put("ext_expires_in", 3_599)
                .put("access_token", token);
        return Answer.json(200, body);
    }

    private static Answer refused(int status, String error, String description) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.put("error", error).put("error_description", "AADSTS: " + description);
        return Answer.json(status, body);
    }

    /// Why the caller is not let in; empty when it is.
    Optional<Answer> refuse(Call call) {
        boolean good =
                call.authorization()
                        .filter(header -> header.startsWith("Bearer "))
                        .map(header -> live.get(header.substring(7)))
                        .filter(until -> clock.instant().isBefore(until))
                        .isPresent();
        return good
                ? Optional.empty()
                : Optional.of(
                        Answer.error(
                                401,
                                "InvalidAuthenticationToken",
                                "Access token is empty, unknown or has expired."));
    }

    void invalidate() {
        live.clear();
    }

    int issued() {
        return issued.get();
    }
}
