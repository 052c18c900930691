package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// An identity provider and a reader of keys, over HTTP.
final class Client implements AutoCloseable {

    private static final String USERS = "/scim/v2/Users";
    private static final String KEYS = "/api/v1/host-keys/";
    private static final String DIAL_STRINGS = "/api/v1/dial-strings";
    private static final String VIDEO_SDK_TOKENS = "/api/v1/video-sdk/tokens";
    private static final String MEETINGS = "/api/v1/meetings";

    /// Whose 200 is meant to tell a secret.
    private static final List<String> TELLING =
            List.of(KEYS, DIAL_STRINGS, VIDEO_SDK_TOKENS, MEETINGS);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final List<Reply> withoutKey = new CopyOnWriteArrayList<>();
    private final List<URI> replicas;
    private final AtomicInteger inUse = new AtomicInteger();
    private final Credentials credentials;

    Client(URI service, Credentials credentials) {
        this(List.of(service), credentials);
    }

    /// As a load balancer does: one that does not answer, or says 503, is left for the next.
    Client(List<URI> replicas, Credentials credentials) {
        this.replicas = List.copyOf(replicas);
        this.credentials = credentials;
    }

    /// Pushes a new user, which must be accepted.
    Employee create() {
        return created(Employee.newEmail());
    }

    Employee created(String email) {
        Reply reply = create(email);
        assertThat(reply.status()).as("POST /scim/v2/Users").isEqualTo(201);
        return new Employee(reply.json().path("id").asText(), email);
    }

    Reply create(String email) {
        String body =
                """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s", "active": true,
                 "externalId": "%s",
                 "emails": [{"primary": true, "value": "%s", "type": "work"}]}
                """
                        .formatted(email, externalIdOf(email), email);
        return scim("POST", "", body);
    }

    /// The provider's own id of a user as it pushes them first.
    static String externalIdOf(String email) {
        return "first-" + email;
    }

    Reply find(String email) {
        String filter = "userName eq \"" + email + "\"";
        return scim("GET", "?filter=" + URLEncoder.encode(filter, UTF_8), "");
    }

    Reply get(Employee employee) {
        return scim("GET", "/" + employee.id(), "");
    }

    /// The sign-in changes, the address stays.
    Reply changeSignIn(Employee employee, String externalId) {
        return replace(employee, "externalId", "\"" + externalId + "\"");
    }

    Reply activate(Employee employee, boolean active) {
        return replace(employee, "active", Boolean.toString(active));
    }

    Reply delete(Employee employee) {
        return scim("DELETE", "/" + employee.id(), "");
    }

    Reply reveal(String user) {
        return reveal(user, credentials.reader());
    }

    Reply reveal(String user, String token) {
        return send("GET", KEYS + user, Map.of("Authorization", "Bearer " + token), new byte[0]);
    }

    Reply dialStrings(String body) {
        return dialStrings(body, credentials.reader());
    }

    Reply dialStrings(String body, String token) {
        return post(DIAL_STRINGS, body, token);
    }

    Reply videoSdkToken(String body, String token) {
        return post(VIDEO_SDK_TOKENS, body, token);
    }

    /// @param key the `Idempotency-Key`; empty = none
    Reply meeting(String body, String token, String key) {
        Map<String, String> headers =
                new HashMap<>(
                        Map.of(
                                "Authorization",
                                "Bearer " + token,
                                "Content-Type",
                                "application/json"));
        if (!key.isEmpty()) {
            headers.put("Idempotency-Key", key);
        }
        return send("POST", MEETINGS, headers, body.getBytes(UTF_8));
    }

    private Reply post(String path, String body, String token) {
        return send(
                "POST",
                path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body.getBytes(UTF_8));
    }

    Reply scim(String method, String path, String body) {
        return scimAt(USERS + path, method, body);
    }

    /// @param path behind `/Groups`
    Reply groups(String method, String path, String body) {
        return scimAt("/scim/v2/Groups" + path, method, body);
    }

    private Reply scimAt(String path, String method, String body) {
        Map<String, String> headers =
                Map.of(
                        "Authorization",
                        "Bearer " + credentials.scim(),
                        "Content-Type",
                        "application/scim+json");
        return send(method, path, headers, body.getBytes(UTF_8));
    }

    Reply send(String method, String path, Map<String, String> headers, byte[] body) {
        int replica = inUse.get();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(replicas.get(replica).resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .method(
                                method,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        Reply reply = exchange(request.build());
        if (reply.status() == 0 || reply.status() == 503) {
            boolean _ = inUse.compareAndSet(replica, (replica + 1) % replicas.size());
        }
        if (reply.status() != 200 || TELLING.stream().noneMatch(path::startsWith)) {
            withoutKey.add(reply);
        }
        return reply;
    }

    /// Every answer so far but those that are meant to reveal a key or a token.
    List<Reply> repliesWithoutKey() {
        return List.copyOf(withoutKey);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Reply replace(Employee employee, String path, String value) {
        String body =
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations": [{"op": "replace", "path": "%s", "value": %s}]}
                """
                        .formatted(path, value);
        return scim("PATCH", "/" + employee.id(), body);
    }

    private Reply exchange(HttpRequest request) {
        try {
            return Reply.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Reply.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.NONE;
        }
    }
}
