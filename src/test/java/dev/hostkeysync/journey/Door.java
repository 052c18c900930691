package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostkeysync.stack.ServiceProcess;
import java.util.HashMap;
import java.util.Map;

/// A replica as whoever has a token meets it.
record Door(ServiceProcess service, Client client) {

    private static final String TOKENS = "/api/v1/tokens";

    /// A SCIM request that reads users.
    Reply scim(String token) {
        return scim(token, Map.of());
    }

    Reply scim(String token, Map<String, String> headers) {
        return send(
                "GET", "/scim/v2/Users?filter=userName%20eq%20%22nobody%22", token, headers, "");
    }

    Reply scim(String method, String token, String body) {
        return send(
                method,
                "/scim/v2/Users",
                token,
                Map.of("Content-Type", "application/scim+json"),
                body);
    }

    /// A SCIM request that reads nothing but the token.
    Reply discovery(String token) {
        return send("GET", "/scim/v2/ServiceProviderConfig", token, Map.of(), "");
    }

    Reply api(String method, String path, String token, String body) {
        return send(method, TOKENS + path, token, Map.of("Content-Type", "application/json"), body);
    }

    private Reply send(
            String method, String path, String token, Map<String, String> more, String body) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", "Bearer " + token);
        return client.send(method, path, headers, body.getBytes(UTF_8));
    }
}
