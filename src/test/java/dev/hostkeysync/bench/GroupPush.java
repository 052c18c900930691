package dev.hostkeysync.bench;

import dev.hostkeysync.common.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A group of many members: all in one PUT, as Okta pushes it, or in batches by PATCH, as Entra
/// does.
final class GroupPush implements AutoCloseable {

    static final int MEMBERS = 10_000;
    static final int BATCH = 100;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI groups;
    private final Secret token;

    GroupPush(int port, Secret token) {
        this.groups = URI.create("http://127.0.0.1:" + port + "/scim/v2/Groups");
        this.token = token;
    }

    /// @return the id
    String create(String name) {
        String body = send("POST", groups, resource(name, 0, 0));
        int id = body.indexOf("\"id\":\"") + "\"id\":\"".length();
        return body.substring(id, id + UserIds.LENGTH);
    }

    /// @return seconds
    double put(String id, String name) {
        String body = resource(name, 0, MEMBERS);
        long start = System.nanoTime();
        String _ = send("PUT", group(id), body);
        return seconds(start);
    }

    void empty(String id, String name) {
        String _ = send("PUT", group(id), resource(name, 0, 0));
    }

    /// @return seconds until all are in
    double batches(String id) {
        long start = System.nanoTime();
        for (int first = 0; first < MEMBERS; first += BATCH) {
            String body =
                    """
                    {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                     "Operations": [{"op": "Add", "path": "members", "value": %s}]}
                    """
                            .formatted(members(first, first + BATCH));
            String _ = send("PATCH", group(id), body);
        }
        return seconds(start);
    }

    @Override
    public void close() {
        http.close();
    }

    private URI group(String id) {
        return URI.create(groups + "/" + id);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String resource(String name, int first, int end) {
        return """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "%s", "members": %s}
        """
                .formatted(name, members(first, end));
    }

    private static String members(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(number -> "{\"value\":\"" + StoredUsers.id(number) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String send(String method, URI uri, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Content-Type", "application/scim+json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "%s of a group was answered %d: %s"
                                .formatted(method, answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
