package dev.hostkeysync.bench;

import dev.hostkeysync.stack.SimulatedZoom;
import dev.hostkeysync.zoomsim.Plan;
import dev.hostkeysync.zoomsim.ZoomSimulatorMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The Zoom simulator in a process of its own, so that its work and its pauses are neither the
/// service's nor the load generator's. No rate limit, and whoever is addressed exists.
final class ZoomProcess implements SimulatedZoom {

    private final Process process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    private ZoomProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static ZoomProcess start(int port, App app) {
        String options =
                """
                {"accountId":"%s","clientId":"%s","clientSecret":"%s","plan":"%s",\
                "autoCreateUsers":true,"requestsKept":100}\
                """
                        .formatted(
                                app.accountId(),
                                app.clientId(),
                                app.clientSecret().reveal(),
                                Plan.UNLIMITED.name().toLowerCase(Locale.ROOT));
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ZoomSimulatorMain.class.getName(),
                        "--port=" + port,
                        "--options=" + options);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            // It says so once it listens.
            String _ = process.inputReader().readLine();
            return new ZoomProcess(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the Zoom simulator", e);
        }
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /// Makes it as it was when it started: no users, no limits, no delay.
    void reset() {
        String _ = send("POST", "/_sim/reset", "");
    }

    /// How long it waits before every answer from now on.
    void delay(int millis) {
        String _ = send("DELETE", "/_sim/misbehave", "");
        if (millis > 0) {
            String _ =
                    send(
                            "POST",
                            "/_sim/misbehave",
                            "[{\"match\":{\"method\":\"PATCH\"},\"action\":{\"delay\":{\"ms\":%d}}}]"
                                    .formatted(millis));
        }
    }

    /// Behaves from now on as an account of this plan: refuses what is over its limits in any
    /// second, wherever it starts, and takes its time over every call.
    void enforce(Plan plan, int leastMillis, int mostMillis) {
        String _ =
                send(
                        "PATCH",
                        "/_sim/options",
                        "{\"plan\":\"%s\",\"window\":\"sliding\"}"
                                .formatted(plan.name().toLowerCase(Locale.ROOT)));
        String _ =
                send(
                        "POST",
                        "/_sim/misbehave",
                        "[{\"match\":{\"path\":\"/v2/\"},\"action\":{\"delayRange\":{\"min\":%d,\"max\":%d}}}]"
                                .formatted(leastMillis, mostMillis));
    }

    /// Answers by status and the busiest seconds so far, as JSON.
    String stats() {
        return send("GET", "/_sim/stats", "");
    }

    /// @param users a JSON array of users
    void addUsers(String users) {
        String _ = send("POST", "/_sim/users", users);
    }

    private String send(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve(path))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        "the Zoom simulator answered %s %s with %d"
                                .formatted(method, path, response.statusCode()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public String addUser(String email, String firstName, String lastName) {
        throw new UnsupportedOperationException("users appear when they are addressed");
    }

    @Override
    public void removeUser(String zoomUserId) {
        throw new UnsupportedOperationException("nobody leaves during a measurement");
    }

    @Override
    public Optional<String> hostKey(String zoomUserId) {
        throw new UnsupportedOperationException("a benchmark looks at no keys");
    }

    @Override
    public List<Push> pushes() {
        throw new UnsupportedOperationException("a benchmark looks at no requests");
    }

    @Override
    public void close() {
        process.destroy();
        http.close();
    }
}
