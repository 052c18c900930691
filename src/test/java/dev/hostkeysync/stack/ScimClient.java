package dev.hostkeysync.stack;

import dev.hostkeysync.common.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The requests of an identity provider's SCIM client.
///
/// @param userAgent what it calls itself
/// @param mediaType of its bodies
record ScimClient(String userAgent, String mediaType, Secret token) {

    static ScimClient okta(Secret token) {
        return new ScimClient(
                "Okta SCIM Client 1.0.0", "application/scim+json; charset=utf-8", token);
    }

    static ScimClient entra(Secret token) {
        return new ScimClient("", "application/scim+json", token);
    }

    Call findByUserName(Person person) {
        String filter = "userName eq \"%s\"".formatted(person.userName);
        String query = "filter=" + encoded(filter) + "&startIndex=1&count=100";
        return call("GET", "?" + query, "");
    }

    Call get(Person person) {
        return call("GET", "/" + person.userId, "");
    }

    Call create(Person person, String file) {
        return call("POST", "", RequestBody.of(file, person, Map.of()));
    }

    Call replace(Person person, String file) {
        return call("PUT", "/" + person.userId, RequestBody.of(file, person, Map.of()));
    }

    Call patch(Person person, String file) {
        return call("PATCH", "/" + person.userId, RequestBody.of(file, person, Map.of()));
    }

    Call delete(Person person) {
        return call("DELETE", "/" + person.userId, "");
    }

    private Call call(String method, String rest, String body) {
        Map<String, String> headers =
                Map.of(
                        "Authorization",
                        "Bearer " + token.reveal(),
                        "Accept",
                        "application/scim+json",
                        "Content-Type",
                        mediaType,
                        "User-Agent",
                        userAgent.isEmpty() ? "SCIM client" : userAgent);
        return new Call(method, "/scim/v2/Users" + rest, headers, body);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
