package dev.hostkeysync.graphsim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// The simulated Graph, and the login beside it.
public final class GraphSimulator implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TokenEndpoint tokens;
    private final Tenant tenant;
    private final UsersApi users;
    private final Notifier notifier;
    private final SubscriptionsApi subscriptions;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Queue<Answer> instead = new ConcurrentLinkedQueue<>();
    private volatile boolean deaf;
    private volatile int copies = 1;

    private GraphSimulator(GraphOptions options, InstantSource clock) {
        tokens = new TokenEndpoint(options, clock);
        tenant = new Tenant(this::tell);
        users = new UsersApi(tenant, options.pageSize());
        notifier = new Notifier(options.tenant());
        subscriptions = new SubscriptionsApi(notifier, clock);
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            server = HttpServer.create(new InetSocketAddress(loopback, 0), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static GraphSimulator start(GraphOptions options, InstantSource clock) {
        return new GraphSimulator(options, clock);
    }

    /// Of Graph and of the login.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public SimUser create(String userPrincipalName) {
        return tenant.create(userPrincipalName, /* guest */ false);
    }

    public SimUser invite(String userPrincipalName) {
        return tenant.create(userPrincipalName, /* guest */ true);
    }

    public void change(SimUser user, UnaryOperator<SimUser> change) {
        tenant.change(user.id(), change);
    }

    /// Into the deleted items.
    public void delete(SimUser user) {
        tenant.delete(user.id());
    }

    public void restore(SimUser user) {
        tenant.restore(user.id());
    }

    /// From the deleted items into nothing.
    public void purge(SimUser user) {
        tenant.purge(user.id());
    }

    /// Whether notifications get lost on their way.
    public void loseNotifications(boolean lost) {
        deaf = lost;
    }

    /// How often each notification is sent, in one batch.
    public void sendCopies(int number) {
        copies = number;
    }

    public List<Subscribed> subscriptions() {
        return subscriptions.all();
    }

    /// All subscriptions are gone, and nobody is told.
    public void dropSubscriptions() {
        subscriptions.drop();
    }

    /// Sends a lifecycle notification to every subscription.
    public void lifecycle(String event) {
        subscriptions()
                .forEach(one ->
                        notifier.send(
                                one.lifecycleNotificationUrl(),
                                List.of(notifier.lifecycle(one, event))));
    }

    /// The delta query must begin anew (410).
    public void forgetDeltas() {
        users.forgetDeltas();
    }

    public void invalidateTokens() {
        tokens.invalidate();
    }

    public int tokensIssued() {
        return tokens.issued();
    }

    /// The next calls of the API are throttled.
    public void throttle(int calls, int seconds) {
        for (int i = 0; i < calls; i++) {
            instead.add(
                    Answer.error(429, "TooManyRequests", "Too many requests")
                            .with("Retry-After", Integer.toString(seconds)));
        }
    }

    /// The next call of the API fails.
    public void fail(int status, String code) {
        instead.add(Answer.error(status, code, "as told"));
    }

    /// Method and path of every call so far.
    public List<String> seen() {
        return List.copyOf(seen);
    }

    /// What the service answered to notifications; 0 = nothing within 3 s.
    public List<Integer> answers() {
        return List.copyOf(notifier.answers());
    }

    private void tell(String user, String changeType) {
        if (deaf) {
            return;
        }
        for (Subscribed one : subscriptions.all()) {
            if (one.changeTypes().contains(changeType)) {
                List<ObjectNode> batch = new ArrayList<>();
                for (int i = 0; i < copies; i++) {
                    batch.add(notifier.change(one, user, changeType));
                }
                notifier.send(one.notificationUrl(), batch);
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(Call.read(exchange));
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(Call call) throws InterruptedException {
        seen.add(call.line());
        if (!call.host().equals(Optional.of(url().getAuthority()))) {
            return Answer.error(421, "BadRequest", "Another host is meant.");
        }
        if (call.path().equals(tokens.path())) {
            return tokens.answer(call, url() + "/.default");
        }
        List<String> segments = Arrays.asList(call.path().substring(1).split("/", -1));
        if (!segments.getFirst().equals("v1.0")) {
            return Answer.error(400, "BadRequest", "Invalid version.");
        }
        Optional<Answer> refusal = tokens.refuse(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Answer other = instead.poll();
        return other == null ? api(call, segments.subList(1, segments.size())) : other;
    }

    private Answer api(Call call, List<String> segments) throws InterruptedException {
        if (segments.getFirst().equals("subscriptions")) {
            return subscriptions.answer(call, segments);
        }
        if (!call.method().equals("GET")) {
            return Answer.error(403, "Authorization_RequestDenied", "Insufficient privileges.");
        }
        if (!call.body().isEmpty()) {
            return Answer.badRequest("A GET has no body.");
        }
        if (segments.equals(List.of("users", "delta"))) {
            return users.delta(call.query(), url().toString());
        }
        if (segments.size() == 2 && segments.getFirst().equals("users")) {
            return users.user(segments.get(1), call.query());
        }
        boolean deleted =
                segments.size() == 3 && call.path().startsWith("/v1.0/directory/deletedItems/");
        return deleted
                ? users.deletedItem(segments.get(2), call.query())
                : Answer.badRequest("Resource not found for the segment.");
    }

    @Override
    public void close() {
        server.stop(/* seconds */ 0);
        threads.shutdownNow();
        notifier.close();
    }
}
