package dev.hostkeysync.webhook.graph;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends requests to the two hosts that are configured, and to no other: links in answers name
/// hosts, and a token goes with each request. Redirects are not followed; bodies are bounded and
/// never logged.
final class GraphHttp implements AutoCloseable {

    /// A page of the delta query with its longest values is far below.
    static final int BODY_LIMIT = 8 * 1024 * 1024;

    /// No whole answer came.
    static final class NoAnswer extends Exception {

        private static final long serialVersionUID = 1L;

        NoAnswer(String reason) {
            // NB: no cause, it may quote what was sent.
            super(reason, null, false, false);
        }
    }

    private final List<URI> hosts;
    private final Duration connectTimeout;
    private @Nullable HttpClient client;
    private boolean closed;

    GraphHttp(List<URI> hosts, Duration connectTimeout) {
        this.hosts = hosts;
        this.connectTimeout = connectTimeout;
    }

    // Not before it is needed: most installations never call Graph.
    private synchronized HttpClient client() throws NoAnswer {
        if (closed) {
            throw new NoAnswer("the service stops");
        }
        if (client == null) {
            client =
                    HttpClient.newBuilder()
                            .version(Version.HTTP_1_1)
                            .followRedirects(Redirect.NEVER)
                            .connectTimeout(connectTimeout)
                            .executor(Executors.newVirtualThreadPerTaskExecutor())
                            .build();
        }
        return client;
    }

    /// Blocks until an answer is there or the time is over. An interrupt ends the wait and stays
    /// set.
    ///
    /// @throws IllegalArgumentException when the request goes to a host that is not configured
    HttpResponse<byte[]> send(HttpRequest request, Duration timeout) throws NoAnswer {
        if (hosts.stream().noneMatch(host -> isAt(host, request.uri()))) {
            throw new IllegalArgumentException("a request to a host that is not allowed");
        }
        // HttpRequest.timeout ends with the answer's headers; this one covers the body too.
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client().sendAsync(
                                request,
                                BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_LIMIT));
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            exchange.cancel(true);
            throw new NoAnswer("no answer within " + timeout);
        } catch (InterruptedException _) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoAnswer("interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            throw new NoAnswer(reason(Objects.requireNonNullElse(e.getCause(), e)));
        }
    }

    /// Whether an address is at this scheme, host and port.
    static boolean isAt(URI base, URI address) {
        return Objects.equals(base.getScheme(), address.getScheme())
                && base.getHost().equalsIgnoreCase(String.valueOf(address.getHost()))
                && base.getPort() == address.getPort()
                && address.getRawUserInfo() == null;
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case ConnectException _ -> "no connection";
            case IOException e -> "the connection broke (" + e.getClass().getSimpleName() + ")";
            default -> "the call failed (" + cause.getClass().getSimpleName() + ")";
        };
    }

    /// Whether what fails now fails because the service stops.
    synchronized boolean isClosed() {
        return closed;
    }

    /// Breaks off what is under way.
    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.shutdownNow();
        }
    }
}
