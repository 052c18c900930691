package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between the service and the simulator's token endpoint and keeps every access token that
/// passes: the simulator itself tells nobody.
final class TokenTap implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final URI behind;
    private final HttpServer server;

    TokenTap(URI behind) {
        this.behind = behind;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var _ = server.createContext("/", this::pass);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<String> tokens() {
        return List.copyOf(tokens);
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                        .header(
                                "Authorization",
                                exchange.getRequestHeaders().getFirst("Authorization"))
                        .header(
                                "Content-Type",
                                exchange.getRequestHeaders().getFirst("Content-Type"))
                        .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                        .build();
        try (exchange) {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            String token = Reply.json(response.body()).path("access_token").asText();
            if (!token.isEmpty()) {
                tokens.add(token);
            }
            byte[] body = response.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(response.statusCode(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
