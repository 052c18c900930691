package dev.hostkeysync.zoomsim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The JDK's HTTP server on 127.0.0.1, one virtual thread a request.
final class SimulatorServer implements AutoCloseable {

    /// Answers one request.
    @FunctionalInterface
    interface Handler {

        Answer handle(Call call) throws InterruptedException;
    }

    private static final System.Logger LOG = System.getLogger(SimulatorServer.class.getName());

    // The server reads these once in a JVM, when the first server is made. Without nodelay every
    // answer with a body waits for the client's delayed acknowledgement, 40 ms; the other two keep
    // the server from closing a pooled connection under a client that is about to use it.
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        System.setProperty("sun.net.httpserver.idleInterval", "3600");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @throws java.net.BindException when the port is taken
    SimulatorServer(int port, Handler handler) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        server = HttpServer.create(new InetSocketAddress(loopback, port), /* backlog= */ 1_024);
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, handler));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void serve(HttpExchange exchange, Handler handler) throws IOException {
        // Closing an exchange that was not answered closes its connection.
        try (exchange) {
            send(exchange, answerTo(exchange, handler));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer answerTo(HttpExchange exchange, Handler handler)
            throws IOException, InterruptedException {
        try {
            return handler.handle(Call.read(exchange));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The Zoom simulator itself is at fault", e);
            return Answer.fault(500, 500, "The simulator itself is at fault: " + e);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.isNone()) {
            return;
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(/* seconds= */ 0);
        threads.shutdownNow();
    }
}
