package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/// A caller of the simulator over real HTTP, for its own tests.
final class SimulatorClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ZoomSimulator simulator;

    SimulatorClient(ZoomSimulator simulator) {
        this.simulator = simulator;
    }

    String token() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(tokenRequest("grant_type=account_credentials&account_id=sim-account"));
        return json(answer).get("access_token").asText();
    }

    HttpRequest.Builder tokenRequest(String form) {
        String pair = simulator.options().clientId() + ":" + simulator.options().clientSecret();
        String credentials =
                Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return request("/oauth/token")
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(simulator.apiUrl().resolve(path));
    }

    HttpRequest.Builder patch(String token, String user, String body) {
        return request("/v2/users/" + user)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body));
    }

    HttpResponse<String> get(String token, String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> control(String method, String path, String body)
            throws IOException, InterruptedException {
        return send(request("/_sim/" + path).method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.read(answer.body());
    }
}
