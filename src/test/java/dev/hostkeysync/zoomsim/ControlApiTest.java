package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest {

    private final SteppedClock clock = new SteppedClock();
    private final ZoomSimulator simulator =
            ZoomSimulator.start(0, SimulatorOptions.defaults(), clock);
    private final SimulatorClient client = new SimulatorClient(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void addsACrowd() throws Exception {
        HttpResponse<String> added =
                client.control("POST", "crowd", "{\"count\":3000,\"domain\":\"big.example\"}");

        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(simulator.users().count()).isEqualTo(3000);
        assertThat(simulator.users().find("user3000@big.example").orElseThrow().type())
                .isEqualTo(2);
        assertThat(client.control("POST", "crowd", "{\"count\":0}").statusCode()).isEqualTo(400);
    }

    @Test
    void addsEditsShowsAndRemovesAUser() throws Exception {
        HttpResponse<String> added =
                client.control(
                        "POST",
                        "users",
                        """
                        {"email":"zoe@example.com","id":"KDcuGIm1QgePTO8WbOqwIQ","type":1,\
                        "status":"pending","firstName":"Zoë","lastName":"Müller"}\
                        """);
        clock.step(Duration.ofSeconds(1));
        HttpResponse<String> edited =
                client.control(
                        "PATCH",
                        "users/zoe@example.com",
                        """
                        {"email":"zoe.m@example.com","status":"active","hostKey":"482093"}\
                        """);
        HttpResponse<String> shown = client.control("GET", "users/KDcuGIm1QgePTO8WbOqwIQ", "");
        HttpResponse<String> removed = client.control("DELETE", "users/zoe.m@example.com", "");
        HttpResponse<String> gone = client.control("GET", "users/zoe.m@example.com", "");

        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(edited.statusCode()).isEqualTo(200);
        assertThat(shown.body())
                .isEqualTo(
                        """
                        {"id":"KDcuGIm1QgePTO8WbOqwIQ","email":"zoe.m@example.com","type":1,\
                        "status":"active","firstName":"Zoë","lastName":"Müller",\
                        "createdAt":"2026-01-01T12:00:00.250Z",\
                        "hostKeys":[{"hostKey":"482093","at":"2026-01-01T12:00:01.250Z"}],\
                        "hostKey":"482093"}\
                        """);
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(gone.statusCode()).isEqualTo(404);
    }

    @Test
    void addsManyUsersAtOnce() throws Exception {
        HttpResponse<String> added =
                client.control(
                        "POST",
                        "users",
                        """
                        [{"email":"a@example.com"},{"email":"b@example.com"}]\
                        """);
        HttpResponse<String> all = client.control("GET", "users", "");

        assertThat(SimulatorClient.json(added)).hasSize(2);
        assertThat(SimulatorClient.json(all).at("/1/email").asText()).isEqualTo("b@example.com");
    }

    @Test
    void showsEveryRequestWithItsHostKeyButNoSecret() throws Exception {
        simulator.users().add("zoe@example.com");
        String token = client.token();
        client.send(
                client.patch(token, "zoe%40example.com", "{\"host_key\":\"482093\"}")
                        .header("X-Request-Id", "r-1"));

        HttpResponse<String> all = client.control("GET", "requests", "");
        HttpResponse<String> rest = client.control("GET", "requests?since=1", "");

        assertThat(SimulatorClient.json(all)).hasSize(2);
        // As trees: the order of members is not part of it, and differs from run to run.
        assertThat(SimulatorClient.json(rest))
                .isEqualTo(
                        new com.fasterxml.jackson.databind.json.JsonMapper()
                                .readTree(
                                        """
                                        [{"sequence":2,"at":"2026-01-01T12:00:00.250Z","method":"PATCH",\
                                        "path":"/v2/users/zoe%40example.com","status":204,\
                                        "authorization":"Bearer","requestId":"r-1",\
                                        "contentType":"application/json","body":"{\\"host_key\\":\\"482093\\"}",\
                                        "timeMs":1767268800250.000,"hostKey":"482093"}]\
                                        """));
        assertThat(all.body()).doesNotContain(token).doesNotContain("c2ltLWNsaWVudDpzaW0");
    }

    @Test
    void forgetsTheOldestRequests() throws Exception {
        simulator.options(o -> o.toBuilder().requestsKept(2).build());

        for (int i = 0; i < 3; i++) {
            String _ = client.token();
        }

        assertThat(simulator.requests()).extracting(SeenRequest::sequence).containsExactly(2L, 3L);
        assertThat(simulator.stats().requests()).isEqualTo(3);
    }

    @Test
    void tellsHowManyCallsThereWere() throws Exception {
        simulator.users().add("zoe@example.com");
        String token = client.token();
        for (int i = 0; i < 3; i++) {
            client.send(client.patch(token, "zoe@example.com", "{\"host_key\":\"482093\"}"));
        }
        clock.step(Duration.ofSeconds(1));
        client.send(client.patch(token, "nobody@example.com", "{\"host_key\":\"482093\"}"));

        HttpResponse<String> stats = client.control("GET", "stats", "");

        assertThat(SimulatorClient.json(stats))
                .isEqualTo(
                        Json.read(
                                """
                                {"requests":5,"byStatus":{"200":1,"204":3,"404":1},\
                                "maxPerSecond":{"LIGHT":3},"maxWritesAtOncePerUser":1,\
                                "hanging":0,"tokensIssued":1}\
                                """));
    }

    @Test
    void takesAndShowsAndDropsRules() throws Exception {
        simulator.users().add("zoe@example.com");
        String token = client.token();
        HttpResponse<String> taken =
                client.control(
                        "POST",
                        "misbehave",
                        """
                        [{"match":{"method":"PATCH","user":"zoe@example.com"},"times":2,\
                        "action":{"status":{"code":503,"headers":{"Retry-After":"1"}}}},\
                        {"action":"dropAfterApply"}]\
                        """);
        String before = client.control("GET", "misbehave", "").body();
        HttpResponse<String> spoilt =
                client.send(client.patch(token, "zoe@example.com", "{\"host_key\":\"482093\"}"));
        String after = client.control("GET", "misbehave", "").body();
        HttpResponse<String> dropped = client.control("DELETE", "misbehave", "");

        assertThat(taken.statusCode()).isEqualTo(204);
        assertThat(before)
                .isEqualTo(
                        """
                        [{"match":{"method":"PATCH","user":"zoe@example.com"},"times":2,\
                        "action":{"status":{"code":503,"headers":{"Retry-After":"1"}}}},\
                        {"match":{},"action":{"dropAfterApply":{}}}]\
                        """);
        assertThat(spoilt.statusCode()).isEqualTo(503);
        assertThat(Json.read(after).at("/0/times").asInt()).isEqualTo(1);
        assertThat(dropped.statusCode()).isEqualTo(204);
        assertThat(simulator.rules()).isEmpty();
    }

    @Test
    void changesOptionsOneByOne() throws Exception {
        HttpResponse<String> changed =
                client.control(
                        "PATCH",
                        "options",
                        """
                        {"plan":"business","leakHostKey":true,"refusedHostKeys":["123456"]}\
                        """);

        JsonNode options = SimulatorClient.json(changed);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(options.get("plan").asText()).isEqualTo("BUSINESS");
        assertThat(options.get("clientId").asText()).isEqualTo("sim-client");
        assertThat(simulator.options().leakHostKey()).isTrue();
        assertThat(simulator.options().refusedHostKeys()).containsExactly("123456");
    }

    @Test
    void invalidatesTokensAndResets() throws Exception {
        String token = client.token();

        client.control("POST", "tokens/invalidate", "");
        HttpResponse<String> refused = client.get(token, "/v2/users");
        simulator.users().add("zoe@example.com");
        client.control("PATCH", "options", "{\"leakHostKey\":true}");
        client.control("POST", "reset", "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(simulator.users().count()).isZero();
        assertThat(simulator.requests()).isEmpty();
        assertThat(simulator.options()).isEqualTo(SimulatorOptions.defaults());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '\0',
            textBlock =
                    """
                    POST  | users                 | {}                            | 400
                    POST  | users                 | {"email":"zoe@example.com"}   | 400
                    POST  | users                 | {"email":"b@c","colour":"x"}  | 400
                    POST  | users                 | {                             | 400
                    PATCH | users/zoe@example.com | {"id":"other"}                | 400
                    PATCH | users/zoe@example.com | {"email":"max@example.com"}   | 400
                    PATCH | users/nobody          | {}                            | 404
                    PUT   | users/zoe@example.com | {}                            | 405
                    PATCH | options               | {"speed":1}                   | 400
                    PATCH | options               | []                            | 400
                    GET   | requests?since=x      | {}                            | 400
                    GET   | nothing               | {}                            | 404
                    POST  | webhook               | {"event":"user.created"}      | 400
                    POST  | webhook               | {"event":"user.created","user":"nobody",\
                    "url":"http://127.0.0.1:1/","secret":"s"}                     | 404
                    POST  | webhook               | {"event":"user.eaten","user":"zoe@example.com",\
                    "url":"http://127.0.0.1:1/","secret":"s"}                     | 400
                    """)
    void refusesWhatItCannotDo(String method, String path, String body, int status)
            throws Exception {
        simulator.users().add("zoe@example.com");
        simulator.users().add("max@example.com");

        HttpResponse<String> answer = client.control(method, path, body);

        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
