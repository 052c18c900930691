package dev.hostkeysync.bench;

import dev.hostkeysync.stack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// [PeerMain] in a process of its own.
final class PeerProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private PeerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param options for its JVM
    static PeerProcess start(List<String> options) {
        int port = Ports.free();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        command.addAll(options);
        command.addAll(
                List.of(
                        // Without it each answer waits for the acknowledgement of its head.
                        "-Dsun.net.httpserver.nodelay=true",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dslf4j.provider=org.slf4j.impl.JBossSlf4jServiceProvider",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PeerMain.class.getName(),
                        Integer.toString(port)));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(
                                    ProcessBuilder.Redirect.to(
                                            Rig.DIRECTORY.resolve("peer.log").toFile()))
                            .start();
            // It says so once it listens.
            String _ = process.inputReader().readLine();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "bench-peer-end"));
            return new PeerProcess(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the other server", e);
        }
    }

    int port() {
        return port;
    }

    /// @param users so many in all
    void fill(int users) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + PeerMain.FILL + users))
                        .POST(BodyPublishers.noBody())
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            if (http.send(request, BodyHandlers.discarding()).statusCode() != 200) {
                throw new IllegalStateException("the other server cannot be filled");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
