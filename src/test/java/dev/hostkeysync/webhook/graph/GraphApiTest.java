package dev.hostkeysync.webhook.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.graphsim.GraphOptions;
import dev.hostkeysync.graphsim.SimUser;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.testing.RawServer;
import dev.hostkeysync.webhook.graph.GraphAnswer.Done;
import dev.hostkeysync.webhook.graph.GraphAnswer.Refused;
import dev.hostkeysync.webhook.graph.GraphAnswer.Throttled;
import dev.hostkeysync.webhook.graph.GraphAnswer.Unclear;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphApiTest {

    private final GraphFixture fixture = new GraphFixture();

    @AfterEach
    void end() {
        fixture.close();
    }

    private String path(SimUser user) {
        return "/users/" + user.id() + "?$select=id";
    }

    @Test
    void readsWithATokenThatItKeeps() {
        SimUser zoe = fixture.graph.create("zoe@example.com");

        for (int i = 0; i < 3; i++) {
            assertThat(fixture.api.get(path(zoe)))
                    .isInstanceOfSatisfying(
                            Done.class,
                            done ->
                                    assertThat(done.body().path("id").asText())
                                            .isEqualTo(zoe.id()));
        }

        assertThat(fixture.graph.tokensIssued()).isEqualTo(1);
    }

    @Test
    void takesAnotherTokenAheadOfTheEnd() {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        assertThat(fixture.api.get(path(zoe))).isInstanceOf(Done.class);

        fixture.clock.pass(Duration.ofMinutes(46));

        assertThat(fixture.api.get(path(zoe))).isInstanceOf(Done.class);
        assertThat(fixture.graph.tokensIssued()).isEqualTo(2);
    }

    @Test
    void takesAnotherTokenOnceWhenOneIsRefused() {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        assertThat(fixture.api.get(path(zoe))).isInstanceOf(Done.class);

        fixture.graph.invalidateTokens();

        assertThat(fixture.api.get(path(zoe))).isInstanceOf(Done.class);
        assertThat(fixture.graph.tokensIssued()).isEqualTo(2);

        fixture.graph.fail(401, "InvalidAuthenticationToken");
        fixture.graph.fail(401, "InvalidAuthenticationToken");
        assertThat(fixture.api.get(path(zoe)))
                .isEqualTo(
                        new Refused(
                                401,
                                "InvalidAuthenticationToken",
                                "it answered 401 InvalidAuthenticationToken"));
        assertThat(fixture.graph.tokensIssued()).isEqualTo(3);
    }

    @Test
    void saysWhatIsWrongWithTheAppWithoutASecret() {
        TestGraphConfig config = fixture.config.withSecret("s3cret-not-to-be-seen");
        try (CapturedLogs logs = CapturedLogs.everything()) {
            GraphApi api =
                    new GraphApi(
                            fixture.http,
                            new GraphToken(fixture.http, config, fixture.clock),
                            config,
                            fixture.clock);

            GraphAnswer answer = api.get("/users/delta");

            assertThat(answer)
                    .isEqualTo(
                            new Refused(
                                    401,
                                    "invalid_client",
                                    "no token: it answered 401 invalid_client"));
            assertThat(logs.text()).doesNotContain("s3cret");
        }
    }

    @Test
    void takesARefusedTokenForNoAnswerToWhatWasAsked() throws IOException {
        try (RawServer server = RawServer.start();
                GraphHttp http = new GraphHttp(List.of(server.url()), Duration.ofSeconds(3))) {
            server.answer(400, "{\"error\":\"unauthorized_client\"}");
            TestGraphConfig config = TestGraphConfig.at(server.url());

            assertThat(new GraphToken(http, config, fixture.clock).current().failure())
                    .isEqualTo(
                            new Refused(
                                    401,
                                    "unauthorized_client",
                                    "no token: it answered 400 unauthorized_client"));
        }
    }

    @Test
    void asksForNoTokenForFiveSecondsAfterItGotNone() {
        TestGraphConfig config = fixture.config.withSecret("wrong");
        GraphToken token = new GraphToken(fixture.http, config, fixture.clock);

        for (int i = 0; i < 3; i++) {
            assertThat(token.current().token()).isEmpty();
        }
        assertThat(fixture.graph.seen()).hasSize(1);
        fixture.clock.pass(Duration.ofSeconds(5));
        assertThat(token.current().token()).isEmpty();

        assertThat(fixture.graph.seen()).hasSize(2);
    }

    @Test
    void callsNoOtherHost() {
        HttpRequest elsewhere =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/v1.0/users")).build();

        assertThatThrownBy(() -> fixture.http.send(elsewhere, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://graph.microsoft.com/v1.0/users/delta?$skiptoken=x, true",
        "https://GRAPH.microsoft.com/v1.0/users/delta?$skiptoken=x, true",
        "http://graph.microsoft.com/v1.0/users/delta, false",
        "https://graph.microsoft.com.evil.example/v1.0/users/delta, false",
        "https://graph.microsoft.com:8443/v1.0/users/delta, false",
        "https://joe@graph.microsoft.com/v1.0/users/delta, false",
        "https://graph.microsoft.com@evil.example/v1.0/users/delta, false",
        "https://graph.microsoft.com/beta/users/delta, false",
        "//graph.microsoft.com/v1.0/users/delta, false",
        "/v1.0/users/delta, false",
        "file:///v1.0/users, false",
        "'', false",
        "'https://[', false",
    })
    void followsLinksToTheApiOnly(String link, boolean followed) {
        TestGraphConfig config = TestGraphConfig.at(URI.create("https://graph.microsoft.com"));
        GraphApi api =
                new GraphApi(
                        fixture.http,
                        new GraphToken(fixture.http, config, fixture.clock),
                        config,
                        fixture.clock);

        assertThat(api.link(link).isPresent()).isEqualTo(followed);
    }

    @Test
    void followsNoRedirect() throws IOException {
        try (RawServer server = RawServer.start();
                GraphHttp http = new GraphHttp(List.of(server.url()), Duration.ofSeconds(3))) {
            server.answer(200, "{\"access_token\":\"t0ken\",\"expires_in\":3600}");
            server.answer(302, "", "Location: " + fixture.graph.url() + "/v1.0/users/delta");
            TestGraphConfig config = TestGraphConfig.at(server.url());
            GraphApi api =
                    new GraphApi(
                            http,
                            new GraphToken(http, config, fixture.clock),
                            config,
                            fixture.clock);

            assertThat(api.get("/users/delta")).isEqualTo(new Refused(302, "", "it answered 302"));
            assertThat(fixture.graph.seen()).isEmpty();
        }
    }

    @Test
    void asksForATokenAsOauthWantsIt() throws IOException {
        try (RawServer server = RawServer.start();
                GraphHttp http = new GraphHttp(List.of(server.url()), Duration.ofSeconds(3))) {
            server.answer(200, "{\"access_token\":\"t0ken\",\"expires_in\":3600}");
            server.answer(200, "{}");
            TestGraphConfig config = TestGraphConfig.at(server.url());
            GraphApi api =
                    new GraphApi(
                            http,
                            new GraphToken(http, config, fixture.clock),
                            config,
                            fixture.clock);

            assertThat(api.get("/users/x")).isInstanceOf(Done.class);

            assertThat(server.received().getFirst())
                    .startsWith(
                            "POST /" + GraphOptions.standard().tenant() + "/oauth2/v2.0/token ");
            assertThat(server.received().getLast())
                    .startsWith("GET /v1.0/users/x ")
                    .contains("\nAuthorization: Bearer t0ken\n");
        }
    }

    @Test
    void givesUpOnAnEndlessBody() throws IOException {
        try (RawServer server = RawServer.start();
                GraphHttp http = new GraphHttp(List.of(server.url()), Duration.ofSeconds(3))) {
            server.answer(200, "x".repeat(GraphHttp.BODY_LIMIT + 1));

            assertThatThrownBy(() ->
                            http.send(
                                    HttpRequest.newBuilder(server.url()).build(),
                                    Duration.ofSeconds(20)))
                    .isInstanceOf(GraphHttp.NoAnswer.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    200 | {"a":1} |     | Done
                    204 |         |     | Done
                    200 | <html>  |     | Unclear
                    404 | {"error":{"code":"Request_ResourceNotFound"}} | | NotFound
                    404 | {"error":{"code":"ResourceNotFound"}} | | NotFound
                    404 | {"error":{"code":"UnknownError"}}     | | Unclear
                    404 | {}      |     | Unclear
                    404 | <html>  |     | Unclear
                    404 |         |     | Unclear
                    410 | {}      |     | Expired
                    400 | {"error":{"code":"syncStateNotFound"}} | | Expired
                    400 | {"error":{"code":"BadRequest"}}        | | Refused
                    403 | {"error":{"code":"Authorization_RequestDenied"}} | | Refused
                    401 | {}      |     | Refused
                    302 |         |     | Refused
                    429 |         | 7   | Throttled
                    429 |         |     | Throttled
                    503 |         | 7   | Throttled
                    503 |         |     | Unclear
                    500 | {}      |     | Unclear
                    408 | {}      |     | Unclear
                    """)
    void readsAnswers(int status, String body, String retryAfter, String kind) {
        HttpHeaders headers =
                HttpHeaders.of(
                        retryAfter == null ? Map.of() : Map.of("Retry-After", List.of(retryAfter)),
                        (_, _) -> true);

        GraphAnswer answer =
                AnswerReader.read(
                        status,
                        headers,
                        (body == null ? "" : body).getBytes(StandardCharsets.UTF_8),
                        Instant.EPOCH);

        assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
        if (retryAfter != null) {
            assertThat(answer).isEqualTo(new Throttled(Duration.ofSeconds(7)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT1S",
        "17, PT17S",
        "999999999, PT30M",
        "'Sun, 22 Nov 2026 08:00:40 GMT', PT40S",
        "'Sun, 22 Nov 2026 07:00:00 GMT', PT1S",
        "soon, PT10S",
        "-5, PT10S",
    })
    void readsHowLongToWait(String header, Duration pause) {
        HttpHeaders headers =
                HttpHeaders.of(Map.of("retry-after", List.of(header)), (_, _) -> true);

        assertThat(AnswerReader.read(429, headers, new byte[0], fixture.clock.instant()))
                .isEqualTo(new Throttled(pause));
    }

    @Test
    void knowsMissingFromDeletedFromThere() {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        UserLookup lookup = new UserLookup(fixture.api);
        ObjectId id = GraphFixture.id(zoe);

        assertThat(lookup.look(id)).isInstanceOf(Look.Present.class);
        fixture.graph.delete(zoe);
        assertThat(lookup.look(id)).isEqualTo(new Look.Deleted());
        fixture.graph.fail(404, "Request_ResourceNotFound");
        fixture.graph.fail(403, "Authorization_RequestDenied");
        assertThat(lookup.look(id)).isEqualTo(new Look.Deleted());
        fixture.graph.purge(zoe);
        assertThat(lookup.look(id)).isEqualTo(new Look.Absent());
        fixture.graph.fail(404, "NotFound");
        assertThat(lookup.look(id))
                .isEqualTo(new Look.Failed(new Unclear("it answered 404 NotFound")));
        fixture.graph.fail(410, "Gone");
        assertThat(lookup.look(id))
                .isEqualTo(new Look.Failed(new Unclear("it answered that a user has expired")));
        fixture.graph.fail(500, "InternalServerError");
        assertThat(lookup.look(id))
                .isEqualTo(new Look.Failed(new Unclear("it answered 500 InternalServerError")));
    }
}
