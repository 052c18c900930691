package dev.hostkeysync.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The packaged service as its own process, as in production: it sees the variables it is given and
/// nothing else of us.
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(40);

    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Path jar;
    private OsProcess process;

    private ServiceProcess(int port, Map<String, String> environment, Path log, Path jar) {
        this.port = port;
        this.jar = jar;
        this.environment = new HashMap<>(environment);
        this.environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        this.environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        this.log = log;
        this.process = start();
    }

    /// Starts it and does not wait: for a start that is meant to fail, or to be killed.
    ///
    /// @param environment the variables of the contract, and any of Quarkus's own
    /// @param log where its output is appended
    public static ServiceProcess launch(int port, Map<String, String> environment, Path log) {
        Path jar =
                Path.of(
                        System.getProperty(
                                "hostkeysync.jar", "target/quarkus-app/quarkus-run.jar"));
        return launch(port, environment, log, jar);
    }

    /// The same, of another version.
    public static ServiceProcess launch(
            int port, Map<String, String> environment, Path log, Path jar) {
        return new ServiceProcess(port, environment, log, jar);
    }

    /// Starts it and waits until it is ready to work.
    ///
    /// @throws IllegalStateException when it does not get there; the message holds its last lines
    public static ServiceProcess start(int port, Map<String, String> environment, Path log) {
        ServiceProcess service = launch(port, environment, log);
        service.awaitReady();
        return service;
    }

    public void awaitReady() {
        process.await("to be ready at " + url() + "/q/health/ready", START, this::isReady);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// What it has printed since its last start.
    public String output() {
        return process.output();
    }

    /// What it has printed since its first start.
    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.handle().pid();
    }

    /// Waits until it ends by itself.
    ///
    /// @return its exit status
    public int awaitExit(Duration atMost) {
        return process.awaitExit(atMost);
    }

    /// SIGKILL: it notices nothing and finishes nothing.
    public void kill() {
        process.kill();
    }

    /// SIGTERM, as an orchestrator ends it; SIGKILL when it has not ended after 40 s.
    public void terminate() {
        process.terminate(STOP);
    }

    /// Starts it again with the same environment, after [#kill] or [#terminate], and waits until it
    /// is ready.
    public void restart() {
        relaunch();
        awaitReady();
    }

    /// The same without waiting.
    public void relaunch() {
        process = start();
    }

    /// As [#restart], with another version of the service from now on.
    public void restartAs(Path version) {
        jar = version;
        restart();
    }

    /// As [#restart], with further or other variables from now on.
    public void restartWith(Map<String, String> changes) {
        environment.putAll(changes);
        restart();
    }

    @Override
    public void close() {
        terminate();
        http.close();
    }

    private OsProcess start() {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run 'mvn package' first");
        }
        return OsProcess.start("the service", JavaCommand.ofJar(jar), environment, log);
    }

    private boolean isReady() {
        HttpRequest request =
                HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
