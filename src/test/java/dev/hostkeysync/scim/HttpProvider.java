package dev.hostkeysync.scim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A running service as an identity provider meets it.
///
/// @param url without a slash at its end
/// @param token with the scope `scim`
/// @param otherToken without it
record HttpProvider(HttpClient http, String url, String token, String otherToken) {

    static final String URL = "hostkeysync.url";
    static final String TOKEN = "hostkeysync.scim-token";
    static final String OTHER_TOKEN = "hostkeysync.api-token";

    static HttpProvider ofSystemProperties() {
        return new HttpProvider(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                System.getProperty(URL, ""),
                System.getProperty(TOKEN, ""),
                System.getProperty(OTHER_TOKEN, ""));
    }

    HttpResponse<String> send(
            String method, String path, Map<String, String> headers, BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).method(method, body);
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, Map.of("Authorization", "Bearer " + token), noBody());
    }

    HttpResponse<String> send(String method, String path, String contentType, byte[] body) {
        return send(
                method,
                path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", contentType),
                BodyPublishers.ofByteArray(body));
    }

    /// A body in single quotes.
    HttpResponse<String> send(String method, String path, String body) {
        return send(
                method,
                path,
                "application/scim+json",
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /// A body whose length is not told before.
    HttpResponse<String> sendChunked(String path, byte[] body) {
        return send(
                "POST",
                path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/scim+json"),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    static BodyPublisher noBody() {
        return BodyPublishers.noBody();
    }
}
