package dev.hostkeysync.ssfsim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One transmitter with one stream, on 127.0.0.1. Its issuer has a path, so that its metadata are
/// at the place that the framework gives and not behind it.
public final class Transmitter implements AutoCloseable {

    public static final String AUDIENCE = "https://hostkeys.example.com";
    public static final String STREAM = "stream-7";
    public static final String TOKEN = "transmitter-access-token";

    private static final String VERIFICATION =
            "https://schemas.openid.net/secevent/ssf/event-type/verification";

    private final HttpClient http = HttpClient.newHttpClient();
    private final SigningKeys keys = new SigningKeys();
    private final AtomicInteger keyReads = new AtomicInteger();
    private final PollQueue queue;
    private final Sets sets;
    private final InetSocketAddress address;
    private HttpServer server;
    private volatile int status = 200;
    private volatile String lastState = "";

    /// @param port free, and the transmitter's for as long as it lives
    public Transmitter(int port, Duration longPoll, InstantSource clock) {
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        queue = new PollQueue(longPoll);
        sets = new Sets(issuer(), AUDIENCE, clock);
        server = listen();
    }

    public String issuer() {
        return origin() + "/tenant";
    }

    public URI pollEndpoint() {
        return URI.create(issuer() + "/poll");
    }

    public SigningKeys keys() {
        return keys;
    }

    public Sets sets() {
        return sets;
    }

    public PollQueue queue() {
        return queue;
    }

    /// How often the keys were read.
    public int keyReads() {
        return keyReads.get();
    }

    /// The state of the newest request for a verification event; empty before there was one.
    public String lastState() {
        return lastState;
    }

    /// Another status than 200 for every request from now on, or 200 again.
    public void answer(int otherStatus) {
        status = otherStatus;
    }

    /// Nobody listens until [#comeBack].
    public void goAway() {
        server.stop(0);
    }

    public void comeBack() {
        server = listen();
    }

    /// Puts a SET where it can be fetched.
    ///
    /// @return its `jti`
    public String offer(ObjectNode claims) {
        String jti = claims.path("jti").textValue();
        queue.put(jti, keys.sign(claims.toString()));
        return jti;
    }

    /// Pushes as RFC 8935 section 2.1 says, and insists on an answer as section 2.2 or 2.3 says.
    ///
    /// @return the status, and the error code after it where there is one: `400 invalid_key`
    public String push(URI receiver, String set, @Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(receiver)
                        .header("Content-Type", "application/secevent+jwt")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(set));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = send(request.build());
        return switch (answer.statusCode()) {
            case 202 -> {
                require(answer.body().isEmpty(), "a 202 has no body");
                yield "202";
            }
            case 400 -> {
                require(
                        answer.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .startsWith("application/json"),
                        "an error is JSON");
                JsonNode error = Json.read(answer.body());
                require(error.path("err").isTextual(), "an error has a code");
                require(error.path("description").isTextual(), "an error has a description");
                yield "400 " + error.path("err").textValue();
            }
            default -> Integer.toString(answer.statusCode());
        };
    }

    @Override
    public void close() {
        goAway();
        http.shutdownNow();
    }

    private String origin() {
        return "http://127.0.0.1:" + address.getPort();
    }

    private HttpServer listen() {
        try {
            HttpServer listening = HttpServer.create(address, /* backlog, the default */ 0);
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.createContext("/", this::serve);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpExchange raw) throws IOException {
        Exchange exchange = new Exchange(raw);
        try {
            if (status != 200) {
                throw new Exchange.Broken(status, "told to");
            }
            switch (exchange.path()) {
                case "/.well-known/ssf-configuration/tenant" -> {
                    exchange.mustBe("GET");
                    exchange.answer(200, metadata());
                }
                case "/tenant/keys" -> {
                    exchange.mustBe("GET");
                    keyReads.incrementAndGet();
                    exchange.answer(200, keys.keySet());
                }
                case "/tenant/poll" -> {
                    exchange.mustBe("POST");
                    exchange.mustBear(TOKEN);
                    exchange.answer(200, queue.poll(exchange.json()).toString());
                }
                case "/tenant/verify" -> {
                    exchange.mustBe("POST");
                    exchange.mustBear(TOKEN);
                    verify(exchange.json());
                    exchange.answer(204, "");
                }
                default -> throw new Exchange.Broken(404, "nothing is here");
            }
        } catch (Exchange.Broken broken) {
            exchange.answer(broken);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void verify(JsonNode request) {
        if (!request.path("stream_id").asText().equals(STREAM)) {
            throw new Exchange.Broken(404, "there is no such stream");
        }
        lastState = request.path("state").asText();
        String _ = offer(verification(lastState));
    }

    /// @param state empty when nobody asked for it
    public ObjectNode verification(String state) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        if (!state.isEmpty()) {
            event.put("state", state);
        }
        return sets.claims(VERIFICATION, Sets.opaque(STREAM), event);
    }

    private String metadata() {
        return Json.object(
                Map.of(
                        "spec_version",
                        "1_0",
                        "issuer",
                        issuer(),
                        "jwks_uri",
                        issuer() + "/keys",
                        "verification_endpoint",
                        issuer() + "/verify"));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError(rule);
        }
    }
}
