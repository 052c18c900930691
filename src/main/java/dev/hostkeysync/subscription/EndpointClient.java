package dev.hostkeysync.subscription;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.hostkeysync.common.HttpTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// POSTs to addresses that others have chosen, and lets none of them lead into a network of ours.
///
/// The name is looked up here and every address judged; the connection then goes to exactly the
/// address that was judged, so a name that leads elsewhere a moment later gains nothing. TLS asks
/// for the name all the same, and the certificate must be for it. (The JDK's client cannot do that:
/// it looks the name up by itself.) Redirects are not followed, no proxy is used, and of an answer
/// only status and `Retry-After` are looked at, and of a 400 the beginning of its body.
final class EndpointClient implements AutoCloseable {

    /// Of each address; with every subscription holding to its own bound, more are seldom asked
    /// for.
    private static final int CONNECTIONS = 32;

    /// How much of a body is read, to be able to use the connection again.
    private static final int BODY_LIMIT = 4096;

    private static final Duration BODY_TIME = Duration.ofSeconds(2);
    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final HttpClient http;
    private final Resolver resolver;
    private final AllowedHosts allowed;
    private final Duration timeout;
    private final InstantSource clock;

    /// A look-up blocks its thread in native code, and a virtual thread its carrier with it: a name
    /// server that hangs would hold up every virtual thread of the process.
    private final ExecutorService lookups =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().name("subscription-dns-", 0).factory());

    /// @param options of TLS; the rest is set here
    EndpointClient(
            Vertx vertx,
            HttpClientOptions options,
            Resolver resolver,
            AllowedHosts allowed,
            Duration timeout,
            InstantSource clock) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.allowed = allowed;
        this.timeout = timeout;
        this.clock = clock;
        this.http =
                vertx.httpClientBuilder()
                        .with(
                                new HttpClientOptions(options)
                                        .setVerifyHost(true)
                                        .setMaxPoolSize(CONNECTIONS)
                                        .setMaxWaitQueueSize(-1)
                                        .setConnectTimeout((int) CONNECT_TIME.toMillis())
                                        // Shorter than receivers keep one: a connection that ends
                                        // as we write to it would cost an attempt.
                                        .setKeepAliveTimeout(3)
                                        .setPipelining(false)
                                        .setDecompressionSupported(false))
                        // Otherwise Vert.x logs every connection that breaks, and quotes what came
                        // through it.
                        .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
                        .build();
    }

    /// Blocks until an answer is there or the time-out has passed. An interrupt ends the wait and
    /// stays set.
    Reply post(URI url, Message message) {
        long deadline = System.nanoTime() + timeout.toNanos();
        // The list of hosts may be another one than when the address was taken.
        Optional<String> fault = EndpointUrl.fault(url, allowed);
        if (fault.isPresent()) {
            return new Reply.NotAllowed("not sent: the address " + fault.get());
        }
        String host = EndpointUrl.host(url);
        AtomicReference<@Nullable HttpClientRequest> underWay = new AtomicReference<>();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        try {
            List<InetAddress> addresses = lookUp(host, deadline);
            boolean vouched = allowed.contains(host);
            if (!addresses.stream().allMatch(one -> AddressRules.allows(one, vouched))) {
                return new Reply.NotAllowed(
                        "not sent: the host name leads to an address that is not public");
            }
            send(url, addresses, message, underWay, reply);
            return reply.get(left(deadline), MILLISECONDS);
        } catch (TimeoutException _) {
            return new Reply.NoAnswer("no answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Reply.NoAnswer("interrupted");
        } catch (ExecutionException e) {
            return failed(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            // After a time-out or an interrupt nobody waits any more.
            if (!reply.isDone()) {
                boolean _ = reply.cancel(false);
                breakOff(underWay.get());
            }
        }
    }

    private List<InetAddress> lookUp(String host, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        var lookup = lookups.submit(() -> resolver.resolve(host));
        try {
            return lookup.get(left(deadline), MILLISECONDS);
        } finally {
            boolean _ = lookup.cancel(true);
        }
    }

    private static RequestOptions options(URI url, InetAddress address, Message message) {
        int port = EndpointUrl.port(url);
        RequestOptions options = new RequestOptions();
        message.headers().forEach(options::putHeader);
        return options.putHeader("User-Agent", "hostkey-sync")
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(EndpointUrl.host(url))
                .setPort(port)
                .setSsl(EndpointUrl.isTls(url))
                .setURI(EndpointUrl.target(url))
                .setFollowRedirects(false);
    }

    private void send(
            URI url,
            List<InetAddress> addresses,
            Message message,
            AtomicReference<@Nullable HttpClientRequest> underWay,
            CompletableFuture<Reply> reply) {
        connect(url, addresses, message)
                .compose(request -> {
                    underWay.set(request);
                    if (reply.isDone()) {
                        breakOff(request);
                    }
                    return request.send(Buffer.buffer(message.body()));
                })
                .onSuccess(response -> drain(response, reply))
                .onFailure(reply::completeExceptionally);
    }

    /// Tries one address after the other: IPv6 may lead nowhere from here, or one machine of
    /// several be down. Nothing has been sent where no connection was made.
    private Future<HttpClientRequest> connect(
            URI url, List<InetAddress> addresses, Message message) {
        Future<HttpClientRequest> first = http.request(options(url, addresses.getFirst(), message));
        return addresses.size() == 1
                ? first
                : first.recover(e ->
                        e instanceof SocketException
                                ? connect(url, addresses.subList(1, addresses.size()), message)
                                : Future.failedFuture(e));
    }

    private Reply answered(HttpClientResponse response, Buffer body) {
        return new Reply.Answered(
                response.statusCode(),
                Optional.ofNullable(response.getHeader("Retry-After"))
                        .flatMap(text -> HttpTime.retryAfter(text, clock.instant()))
                        .filter(Duration::isPositive),
                body.getBuffer(0, Math.min(body.length(), BODY_LIMIT))
                        .toString(StandardCharsets.UTF_8));
    }

    /// Reads the body to its end, if that is near; closes the connection otherwise. Only the body
    /// of a 400 is waited for.
    private void drain(HttpClientResponse response, CompletableFuture<Reply> reply) {
        HttpClientRequest request = response.request();
        Buffer body = Buffer.buffer();
        Runnable done = () -> reply.complete(answered(response, body));
        if (response.statusCode() != 400) {
            done.run();
        }
        long timer =
                vertx.setTimer(
                        BODY_TIME.toMillis(),
                        _ -> {
                            done.run();
                            breakOff(request);
                        });
        response.exceptionHandler(_ -> end(timer, done));
        response.endHandler(_ -> end(timer, done));
        response.handler(chunk -> {
            var _ = body.appendBuffer(chunk);
            if (body.length() > BODY_LIMIT) {
                end(timer, done);
                breakOff(request);
            }
        });
    }

    private void end(long timer, Runnable done) {
        boolean _ = vertx.cancelTimer(timer);
        done.run();
    }

    private static void breakOff(@Nullable HttpClientRequest request) {
        if (request != null) {
            var _ = request.connection().close();
        }
    }

    private static long left(long deadline) {
        return Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
    }

    private static Reply failed(Throwable cause) {
        return new Reply.NoAnswer(
                switch (cause) {
                    case UnknownHostException _ -> "the host name does not resolve";
                    case SSLException _ ->
                            "TLS failed: is the certificate valid and for this host?";
                    case ConnectException _ -> "no connection";
                    default -> "the connection broke (" + cause.getClass().getSimpleName() + ")";
                });
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        var _ = http.close();
        var _ = lookups.shutdownNow();
    }
}
