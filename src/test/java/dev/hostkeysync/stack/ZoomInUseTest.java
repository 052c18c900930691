package dev.hostkeysync.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.stack.SimulatedZoom.Push;
import dev.hostkeysync.zoomsim.SeenRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ZoomInUseTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void acceptsTheAppAndTellsWhatItWasSent() throws Exception {
        SimulatedZoom.App app =
                new SimulatedZoom.App("account", "client", Secret.of("secret of the app"));
        try (ZoomInUse zoom = ZoomInUse.start(Ports.free(), app)) {
            String id = zoom.addUser("zoe@example.com", "Zoe", "Mueller");
            assertThat(zoom.hostKey(id)).isEmpty();

            int first = push(zoom.url(), app, id);
            zoom.removeUser(id);
            int second = push(zoom.url(), app, "zoe@example.com");

            assertThat(first).isEqualTo(204);
            assertThat(second).isEqualTo(404);
            assertThat(zoom.pushes())
                    .containsExactly(
                            new Push("/v2/users/" + id, 204),
                            new Push("/v2/users/zoe@example.com", 404));
            assertThat(zoom.simulator().requests())
                    .extracting(SeenRequest::method)
                    .containsExactly("POST", "PATCH", "POST", "PATCH");
        }
    }

    private int push(URI zoom, SimulatedZoom.App app, String user) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(zoom.resolve("/v2/users/" + user))
                        .header("Authorization", "Bearer " + token(zoom, app))
                        .header("Content-Type", "application/json")
                        .method(
                                "PATCH",
                                HttpRequest.BodyPublishers.ofString("{\"host_key\":\"482093\"}"))
                        .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private String token(URI zoom, SimulatedZoom.App app) throws Exception {
        String basic = app.clientId() + ":" + app.clientSecret().reveal();
        String form = "grant_type=account_credentials&account_id=" + app.accountId();
        HttpRequest request =
                HttpRequest.newBuilder(zoom.resolve("/oauth/token"))
                        .headers(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        basic.getBytes(StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        String body = http.send(request, BodyHandlers.ofString()).body();
        return Answer.json(body).path("access_token").asText();
    }
}
