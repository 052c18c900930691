package dev.hostkeysync.zoom.http;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.http.Reply.Answered;
import dev.hostkeysync.zoom.http.Reply.InDoubt;
import dev.hostkeysync.zoom.http.Reply.NotSent;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/// Sends one request and tells, above all, whether it can have arrived.
///
/// HTTP/1.1 only, over TLS too. The JDK's client keeps one HTTP/2 connection per host and fails
/// calls beyond the peer's stream limit; and when such a connection breaks, every call on it is in
/// doubt at once. With HTTP/1.1 a broken connection puts one call in doubt.
///
/// Redirects are not followed: they would carry the token to another host. Nothing is sent twice:
/// the JDK repeats only what it knows was not sent. Bodies and headers are never logged, at any log
/// level; the JDK's own wire log exists only with `-Djdk.httpclient.HttpClient.log`.
public final class HttpSender implements AutoCloseable {

    /// How much of an answer is read unless the caller wants more.
    public static final int BODY_LIMIT = 64 * 1024;

    private final HttpClient client;
    private final Duration timeout;
    private final Consumer<HttpHeaders> seen;

    /// @param connectTimeout until the connection stands, the TLS handshake included
    /// @param timeout for everything, the last byte of the answer included
    public HttpSender(Duration connectTimeout, Duration timeout) {
        this(connectTimeout, timeout, _ -> {});
    }

    /// @param seen is told the headers of every answer
    public HttpSender(Duration connectTimeout, Duration timeout, Consumer<HttpHeaders> seen) {
        this.timeout = timeout;
        this.seen = seen;
        this.client =
                HttpClient.newBuilder()
                        .version(Version.HTTP_1_1)
                        .followRedirects(Redirect.NEVER)
                        .connectTimeout(connectTimeout)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /// Blocks until an answer is there or the time-out has passed. An interrupt ends the wait and
    /// stays set.
    public Reply send(HttpRequest request) {
        return send(request, BODY_LIMIT);
    }

    /// @param bodyLimit how many bytes of the answer are read
    public Reply send(HttpRequest request, int bodyLimit) {
        if (Thread.currentThread().isInterrupted()) {
            return new NotSent("interrupted before sending");
        }
        // HttpRequest.timeout ends with the answer's headers; this one covers the body too.
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, _ -> new FirstBytes(bodyLimit));
        try {
            return answered(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return new InDoubt("no answer within " + timeout);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new InDoubt("interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            return failed(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private Reply answered(HttpResponse<byte[]> response) {
        seen.accept(response.headers());
        return new Answered(
                response.statusCode(),
                response.headers(),
                Secret.of(new String(response.body(), StandardCharsets.UTF_8)));
    }

    // A handshake that failed is in doubt too: with TLS 1.3 the server may refuse after our first
    // bytes are on their way.
    private static Reply failed(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _ -> new NotSent("no connection in time");
            case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
                    new NotSent("the host name does not resolve");
            case ConnectException _ -> new NotSent("the connection was refused");
            case SSLException _ -> new InDoubt("TLS failed");
            default ->
                    new InDoubt("the connection broke (" + cause.getClass().getSimpleName() + ")");
        };
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
