package dev.hostkeysync.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A receiver of SETs by push (RFC 8935): keeps what comes and answers as a test wants.
public final class SetReceiver implements AutoCloseable {

    public record Received(String contentType, String accept, String authorization, String token) {}

    public record Answer(int status, String body) {

        public static final Answer ACCEPTED = new Answer(202, "");
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Answer answer = Answer.ACCEPTED;

    private SetReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public static SetReceiver start() {
        try {
            return new SetReceiver(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
    }

    public void answers(int status, String body) {
        answer = new Answer(status, body);
    }

    public List<Received> received() {
        return received;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getRequestHeaders();
            String token =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            Answer now = answer;
            byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            received.add(
                    new Received(
                            String.valueOf(headers.getFirst("Content-Type")),
                            String.valueOf(headers.getFirst("Accept")),
                            String.valueOf(headers.getFirst("Authorization")),
                            token));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
