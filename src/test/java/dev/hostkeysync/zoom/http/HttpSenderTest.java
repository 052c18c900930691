package dev.hostkeysync.zoom.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.testing.RawServer;
import dev.hostkeysync.zoom.http.Reply.Answered;
import dev.hostkeysync.zoom.http.Reply.InDoubt;
import dev.hostkeysync.zoom.http.Reply.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSenderTest {

    private final HttpSender patient = new HttpSender(Duration.ofSeconds(3), Duration.ofMinutes(1));
    private final HttpSender hasty = new HttpSender(Duration.ofSeconds(3), Duration.ofMillis(100));
    private final CountDownLatch over = new CountDownLatch(1);
    private RawServer server;

    @BeforeEach
    void start() throws IOException {
        server = RawServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        patient.close();
        hasty.close();
        server.close();
    }

    private HttpRequest patch() {
        return patch(server.url());
    }

    private static HttpRequest patch(URI url) {
        return HttpRequest.newBuilder(url)
                .method("PATCH", BodyPublishers.ofString("{\"host_key\":\"730164\"}"))
                .build();
    }

    @Test
    void handsTheAnswerOver() {
        server.answer(418, "héllo", "X-Thing: 1");

        Answered reply = (Answered) patient.send(patch());

        assertThat(reply.status()).isEqualTo(418);
        assertThat(reply.headers().firstValue("x-thing")).contains("1");
        assertThat(reply.body()).isEqualTo(Secret.of("héllo"));
        assertThat(reply.toString()).doesNotContain("héllo");
    }

    @Test
    void readsNoMoreThanTheLimitOfABodyWithoutEnd() {
        server.answer(caller -> {
            var out = caller.getOutputStream();
            out.write("HTTP/1.1 500 \r\n\r\n".getBytes(US_ASCII));
            out.write("x".repeat(HttpSender.BODY_LIMIT).getBytes(US_ASCII));
            out.flush();
            over.await();
        });

        Answered reply = (Answered) patient.send(patch());

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo(Secret.of("x".repeat(64 * 1024)));
    }

    @Test
    void isInDoubtWhenNoAnswerComesInTime() {
        server.answer(_ -> over.await());

        assertThat(hasty.send(patch())).isEqualTo(new InDoubt("no answer within PT0.1S"));
    }

    @Test
    void isInDoubtWhenTheAnswerDoesNotEndInTime() {
        server.answer(caller -> {
            caller.getOutputStream()
                    .write("HTTP/1.1 200 \r\nContent-Length: 9\r\n\r\n{".getBytes(US_ASCII));
            over.await();
        });

        assertThat(hasty.send(patch())).isEqualTo(new InDoubt("no answer within PT0.1S"));
    }

    @Test
    void isInDoubtWhenTheConnectionBreaksAfterTheRequest() {
        server.reset();

        assertThat(patient.send(patch()))
                .isEqualTo(new InDoubt("the connection broke (IOException)"));
        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "hello\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "\u0016\u0003\u0001"
            })
    void isInDoubtWhenTheAnswerIsNotHttp(String bytes) {
        server.answer(caller -> caller.getOutputStream().write(bytes.getBytes(US_ASCII)));

        assertThat(patient.send(patch())).isInstanceOf(InDoubt.class);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void isInDoubtWhenTlsFails() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInPlainText(plain));
            URI https = URI.create("https://127.0.0.1:" + plain.getLocalPort());

            // Which of the two depends on whether the client sees the nonsense or the end of the
            // connection first.
            assertThat(patient.send(patch(https)))
                    .isIn(
                            new InDoubt("TLS failed"),
                            new InDoubt("the connection broke (IOException)"));
        }
    }

    private void answerInPlainText(ServerSocket plain) {
        try (Socket caller = plain.accept()) {
            caller.getOutputStream().write("HTTP/1.1 400 \r\n".getBytes(US_ASCII));
            over.await();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hasNotSentWhenTlsIsNotEstablishedInTime() {
        HttpSender quick = new HttpSender(Duration.ofMillis(100), Duration.ofMinutes(1));
        URI https = URI.create("https://127.0.0.1:" + server.url().getPort());

        assertThat(quick.send(patch(https))).isEqualTo(new NotSent("no connection in time"));
        quick.close();
    }

    @Test
    void hasNotSentWhenNobodyListens() {
        assertThat(patient.send(patch(URI.create("http://127.0.0.1:1"))))
                .isEqualTo(new NotSent("the connection was refused"));
    }

    @Test
    void hasNotSentWhenTheNameDoesNotResolve() {
        assertThat(patient.send(patch(URI.create("http://zoom.invalid"))))
                .isEqualTo(new NotSent("the host name does not resolve"));
    }

    @Test
    void hasNotSentWhenInterruptedBefore() {
        Thread.currentThread().interrupt();

        Reply reply = patient.send(patch());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(reply).isEqualTo(new NotSent("interrupted before sending"));
        assertThat(server.received()).isEmpty();
    }

    @Test
    void isInDoubtWhenInterruptedAfter() {
        Thread caller = Thread.currentThread();
        server.answer(_ -> {
            caller.interrupt();
            over.await();
        });

        Reply reply = patient.send(patch());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(reply).isEqualTo(new InDoubt("interrupted while waiting for the answer"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        server.answer(status, "", "Location: " + server.url() + "/elsewhere");

        Answered reply = (Answered) patient.send(patch());

        assertThat(reply.status()).isEqualTo(status);
        assertThat(server.received()).hasSize(1);
    }
}
