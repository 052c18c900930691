package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.TestClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The connection goes to an address, TLS still asks for the name.
class EndpointTlsTest {

    private static final String PASSWORD = "changeit";
    private static final Message MESSAGE = new Message(Map.of(), new byte[] {'\n'});
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir private static Path directory;

    private static SSLServerSocket server;
    private static final List<String> ASKED_FOR = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void start() throws Exception {
        Path keys = directory.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "hooks",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=hooks.example.com",
                                "-ext",
                                "SAN=dns:hooks.example.com",
                                "-keystore",
                                keys.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(EndpointTlsTest::accept);
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void asksForTheNameAndChecksTheCertificateForIt() {
        assertThat(post("hooks.example.com", trusting()))
                .isEqualTo(new Reply.Answered(200, Optional.empty()));
        assertThat(ASKED_FOR).contains("hooks.example.com");
    }

    @Test
    void refusesACertificateForAnotherName() {
        assertThat(post("other.example.com", trusting()))
                .isEqualTo(
                        new Reply.NoAnswer(
                                "TLS failed: is the certificate valid and for this host?"));
    }

    @Test
    void refusesACertificateThatNobodyTrusts() {
        assertThat(post("hooks.example.com", new HttpClientOptions()))
                .isEqualTo(
                        new Reply.NoAnswer(
                                "TLS failed: is the certificate valid and for this host?"));
    }

    private static HttpClientOptions trusting() {
        return new HttpClientOptions()
                .setTrustOptions(
                        new PfxOptions()
                                .setPath(directory.resolve("keys.p12").toString())
                                .setPassword(PASSWORD));
    }

    private static Reply post(String host, HttpClientOptions options) {
        try (EndpointClient client =
                new EndpointClient(
                        VERTX,
                        options,
                        _ -> List.of(InetAddress.getLoopbackAddress()),
                        AllowedHosts.of(Optional.of(host)),
                        Duration.ofSeconds(20),
                        new TestClock("2026-11-22T08:00:00Z"))) {
            return client.post(
                    URI.create("https://" + host + ":" + server.getLocalPort() + "/"), MESSAGE);
        }
    }

    private static void accept() {
        while (!server.isClosed()) {
            try (SSLSocket caller = (SSLSocket) server.accept()) {
                caller.startHandshake();
                ((ExtendedSSLSession) caller.getSession())
                        .getRequestedServerNames()
                        .forEach(name ->
                                ASKED_FOR.add(
                                        new String(name.getEncoded(), StandardCharsets.US_ASCII)));
                while (caller.getInputStream().read() >= 0
                        && caller.getInputStream().available() > 0) {
                    // All of it is there at once.
                }
                caller.getOutputStream()
                        .write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // The handshake failed, as some tests want.
            }
        }
    }
}
