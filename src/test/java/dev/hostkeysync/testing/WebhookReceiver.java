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
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Somebody who is told by Standard Webhooks: keeps what comes and answers as a test wants.
public final class WebhookReceiver implements AutoCloseable {

    /// @param id the header `webhook-id`
    public record Received(
            String path, String id, String timestamp, String signature, String body) {

        /// As any receiver checks it, written anew here.
        public boolean isSignedWith(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(
                        new SecretKeySpec(
                                Base64.getDecoder().decode(secret.substring("whsec_".length())),
                                "HmacSHA256"));
                byte[] hmac =
                        mac.doFinal(
                                (id + "." + timestamp + "." + body)
                                        .getBytes(StandardCharsets.UTF_8));
                return Arrays.asList(signature.split(" "))
                        .contains("v1," + Base64.getEncoder().encodeToString(hmac));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    /// What to answer.
    @FunctionalInterface
    public interface Answer {
        int to(Received request) throws InterruptedException;
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Answer answer = _ -> 204;

    private WebhookReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public static WebhookReceiver start() {
        return startAt(0);
    }

    /// @param port 0 = any
    public static WebhookReceiver startAt(int port) {
        try {
            return new WebhookReceiver(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/hook");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void answers(Answer wanted) {
        answer = wanted;
    }

    public List<Received> received() {
        return received;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getRequestHeaders();
            Received request =
                    new Received(
                            exchange.getRequestURI().toString(),
                            String.valueOf(headers.getFirst("webhook-id")),
                            String.valueOf(headers.getFirst("webhook-timestamp")),
                            String.valueOf(headers.getFirst("webhook-signature")),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            received.add(request);
            exchange.sendResponseHeaders(answer.to(request), -1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
