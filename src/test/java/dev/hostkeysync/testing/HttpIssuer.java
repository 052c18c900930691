package dev.hostkeysync.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// A [TestIssuer] that publishes its keys over HTTP on 127.0.0.1.
public final class HttpIssuer implements AutoCloseable {

    private static final String METADATA = "/.well-known/openid-configuration";

    private final InetSocketAddress address;
    private final TestIssuer issuer;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile String metadata;
    private volatile int status = 200;
    private HttpServer server;

    /// @param port free, and the issuer's for as long as it lives
    public HttpIssuer(int port, InstantSource clock) {
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        issuer = new TestIssuer(url(), clock);
        metadata = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(url(), url());
        server = listen();
    }

    public String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    public TestIssuer issuer() {
        return issuer;
    }

    /// How often the keys were read.
    public int reads() {
        return reads.get();
    }

    public void answer(int otherStatus) {
        status = otherStatus;
    }

    public void publish(String otherMetadata) {
        metadata = otherMetadata;
    }

    /// Nobody listens until [#comeBack].
    public void goAway() {
        server.stop(0);
    }

    public void comeBack() {
        server = listen();
    }

    @Override
    public void close() {
        goAway();
    }

    private HttpServer listen() {
        try {
            HttpServer listening = HttpServer.create(address, /* backlog, the default */ 0);
            listening.createContext("/", this::serve);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        boolean wantsKeys = exchange.getRequestURI().getPath().equals("/keys");
        if (wantsKeys) {
            reads.incrementAndGet();
        }
        String text =
                wantsKeys
                        ? issuer.keySet()
                        : exchange.getRequestURI().getPath().equals(METADATA) ? metadata : "{}";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
