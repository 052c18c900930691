package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.testing.RawServer;
import dev.hostkeysync.testing.TestClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointClientTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String HOST = "hooks.example.com";
    private static final Message MESSAGE =
            new Message(
                    Map.of("Content-Type", "application/json", "webhook-id", "abc"),
                    "{\"zoë\":1}".getBytes(StandardCharsets.UTF_8));

    private final List<String> lookedUp = new ArrayList<>();
    private List<InetAddress> addresses = List.of(InetAddress.ofLiteral("127.0.0.1"));
    private RawServer server;
    private EndpointClient client;

    @BeforeEach
    void start() throws Exception {
        server = RawServer.start();
        client = client(HOST, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private EndpointClient client(String allowed, Duration timeout) {
        return new EndpointClient(
                VERTX,
                new HttpClientOptions(),
                host -> {
                    lookedUp.add(host);
                    if (addresses.isEmpty()) {
                        throw new UnknownHostException(host);
                    }
                    return addresses;
                },
                AllowedHosts.of(Optional.of(allowed)),
                timeout,
                new TestClock("2026-11-22T08:00:00Z"));
    }

    private URI url() {
        return URI.create("http://" + HOST + ":" + server.url().getPort() + "/a%20b?c=d");
    }

    @Test
    void postsToTheAddressThatWasLookedUpUnderTheName() {
        server.answer(204, "");

        Reply reply = client.post(url(), MESSAGE);

        assertThat(reply).isEqualTo(new Reply.Answered(204, Optional.empty()));
        assertThat(lookedUp).containsExactly(HOST);
        assertThat(server.received().getFirst().toLowerCase(java.util.Locale.ROOT))
                .startsWith("post /a%20b?c=d http/1.1\n")
                .contains("\nhost: hooks.example.com:" + server.url().getPort() + "\n")
                .contains("\nwebhook-id: abc\n")
                .contains("\ncontent-type: application/json\n")
                .contains("\nuser-agent: hostkey-sync\n")
                .endsWith("\n\n{\"zoë\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 302, 307, 308, 400, 401, 410, 500, 503})
    void tellsTheStatusAndFollowsNothing(int status) throws Exception {
        try (RawServer elsewhere = RawServer.start()) {
            server.answer(status, "<html>", "Location: " + elsewhere.url());

            assertThat(client.post(url(), MESSAGE))
                    .isEqualTo(
                            new Reply.Answered(
                                    status, Optional.empty(), status == 400 ? "<html>" : ""));

            assertThat(elsewhere.received()).isEmpty();
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void triesTheNextAddressWhereNoConnectionCanBeMade() {
        server.answer(204, "");
        addresses =
                List.of(
                        InetAddress.ofLiteral("127.0.0.2"),
                        InetAddress.ofLiteral("127.0.0.3"),
                        InetAddress.ofLiteral("127.0.0.1"));

        assertThat(client.post(url(), MESSAGE))
                .isEqualTo(new Reply.Answered(204, Optional.empty()));
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void readsTheBeginningOfARefusalOnly() {
        server.answer(400, "x".repeat(1_000_000));

        assertThat(client.post(url(), MESSAGE))
                .isInstanceOfSatisfying(
                        Reply.Answered.class,
                        reply -> assertThat(reply.body()).hasSizeBetween(1, 4096));
    }

    @ParameterizedTest
    @CsvSource({"120, PT2M", "0,", "soon,", "'Sun, 01 Mar 2020 10:00:30 GMT',"})
    void readsRetryAfter(String header, Duration wish) {
        server.answer(429, "", "Retry-After: " + header);

        assertThat(client.post(url(), MESSAGE))
                .isEqualTo(new Reply.Answered(429, Optional.ofNullable(wish)));
    }

    @Test
    void givesUpOnAReceiverThatHangs() {
        client.close();
        client = client(HOST, Duration.ofSeconds(1));

        assertThat(client.post(url(), MESSAGE))
                .isEqualTo(new Reply.NoAnswer("no answer within 1 s"));
    }

    @Test
    void givesUpOnAnAnswerThatDripsIn() throws Exception {
        client.close();
        client = client(HOST, Duration.ofSeconds(1));
        CountDownLatch over = new CountDownLatch(1);
        server.answer(caller -> {
            OutputStream out = caller.getOutputStream();
            out.write("HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            over.await();
        });

        assertThat(client.post(url(), MESSAGE))
                .isEqualTo(new Reply.NoAnswer("no answer within 1 s"));

        over.countDown();
    }

    @Test
    void doesNotWaitForABodyThatNeverEnds() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.answer(caller -> {
            OutputStream out = caller.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try {
                for (int i = 0; i < 1_000_000; i++) {
                    out.write(new byte[1000]);
                }
            } catch (java.io.IOException _) {
                closed.countDown();
            }
        });

        assertThat(client.post(url(), MESSAGE))
                .isEqualTo(new Reply.Answered(200, Optional.empty()));

        closed.await();
    }

    @Test
    void saysThatTheConnectionBroke() {
        server.reset();

        assertThat(client.post(url(), MESSAGE))
                .isInstanceOfSatisfying(
                        Reply.NoAnswer.class,
                        reply -> assertThat(reply.reason()).startsWith("the connection broke ("));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "\r\n\r\n", "HTTP/1.1\r\n"})
    void takesGarbageForNoAnswer(String bytes) {
        server.answer(caller ->
                caller.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII)));

        assertThat(client.post(url(), MESSAGE)).isInstanceOf(Reply.NoAnswer.class);
    }

    @Test
    void repeatsNothingThatTheReceiverSent() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            server.answer(500, "stolen-secret");
            server.answer(caller ->
                    caller.getOutputStream()
                            .write("stolen-secret\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

            Reply first = client.post(url(), MESSAGE);
            Reply second = client.post(url(), MESSAGE);

            assertThat(first + " " + second + logs.text())
                    .doesNotContainIgnoringCase("stolen-secret")
                    .doesNotContain("zoë");
        }
    }

    @Test
    void saysThatNobodyListens() {
        URI tcpmux = URI.create("http://" + HOST + ":1/");

        assertThat(client.post(tcpmux, MESSAGE)).isEqualTo(new Reply.NoAnswer("no connection"));
    }

    @Test
    void saysThatTheNameDoesNotResolve() {
        addresses = List.of();

        assertThat(client.post(url(), MESSAGE))
                .isEqualTo(new Reply.NoAnswer("the host name does not resolve"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1"})
    void sendsNothingIntoOurOwnNetwork(String address) {
        client.close();
        client = client("other.example.com", Duration.ofSeconds(20));
        addresses = List.of(InetAddress.ofLiteral(address));
        URI url = URI.create("https://" + HOST + ":" + server.url().getPort() + "/");

        assertThat(client.post(url, MESSAGE))
                .isEqualTo(
                        new Reply.NotAllowed(
                                "not sent: the host name leads to an address that is not public"));
        assertThat(server.received()).isEmpty();
    }

    @Test
    void judgesEveryAddressOfAName() {
        client.close();
        client = client("other.example.com", Duration.ofSeconds(20));
        addresses = List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("127.0.0.1"));

        assertThat(client.post(URI.create("https://" + HOST + "/"), MESSAGE))
                .isInstanceOf(Reply.NotAllowed.class);
    }

    @Test
    void vouchingForAHostDoesNotOpenTheCloudsMetadata() {
        addresses = List.of(InetAddress.ofLiteral("169.254.169.254"));

        assertThat(client.post(url(), MESSAGE)).isInstanceOf(Reply.NotAllowed.class);
    }

    @Test
    void holdsAStoredAddressAgainstTheListOfToday() {
        client.close();
        client = client("other.example.com", Duration.ofSeconds(20));

        assertThat(client.post(url(), MESSAGE))
                .isEqualTo(
                        new Reply.NotAllowed(
                                "not sent: the address must begin with https:// (http is for hosts in"
                                        + " SUBSCRIPTION_ALLOWED_HOSTS)"));
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void looksTheNameUpForEachDelivery() {
        server.answer(200, "");
        Reply first = client.post(url(), MESSAGE);
        addresses = List.of(InetAddress.ofLiteral("169.254.169.254"));

        Reply second = client.post(url(), MESSAGE);

        assertThat(first).isEqualTo(new Reply.Answered(200, Optional.empty()));
        assertThat(second).isInstanceOf(Reply.NotAllowed.class);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void givesUpOnANameServerThatHangs() {
        CountDownLatch over = new CountDownLatch(1);
        try (EndpointClient stuck =
                new EndpointClient(
                        VERTX,
                        new HttpClientOptions(),
                        _ -> {
                            try {
                                over.await();
                            } catch (InterruptedException e) {
                                throw new UnknownHostException();
                            }
                            return List.of();
                        },
                        AllowedHosts.of(Optional.of(HOST)),
                        Duration.ofSeconds(1),
                        new TestClock("2026-11-22T08:00:00Z"))) {
            assertThat(stuck.post(url(), MESSAGE))
                    .isEqualTo(new Reply.NoAnswer("no answer within 1 s"));
        } finally {
            over.countDown();
        }
    }
}
