package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisbehaviourTest {

    private static final String ZOE = "zoe@example.com";

    private final SteppedClock clock = new SteppedClock();
    private final ZoomSimulator simulator =
            ZoomSimulator.start(0, SimulatorOptions.builder().plan(Plan.UNLIMITED).build(), clock);
    private final SimulatorClient client = new SimulatorClient(simulator);
    private String token = "";

    @BeforeEach
    void addZoe() throws Exception {
        simulator.users().add(ZOE);
        token = client.token();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "124,401",
        "200,400",
        "300,400",
        "429,429",
        "1001,404",
        "1108,400",
        "1109,400",
        "1120,400",
        "2033,400",
        "2034,400",
        "2038,400",
        "2039,400",
        "3412,400",
        "4100,400",
        "4700,400",
        "4711,400"
    })
    void answersWithAnyDocumentedFault(int zoomCode, int status) throws Exception {
        simulator.misbehave(Rule.next(1, Action.Status.ofZoomCode(zoomCode)));

        HttpResponse<String> answer = patch("482093");
        HttpResponse<String> next = patch("482093");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(SimulatorClient.json(answer).get("code").asInt()).isEqualTo(zoomCode);
        assertThat(answer.headers().firstValue("x-ratelimit-category")).contains("Light");
        assertThat(next.statusCode()).isEqualTo(204);
    }

    @Test
    void answersWithTheStatusHeadersAndBodyTold() throws Exception {
        simulator.misbehave(
                Rule.next(
                        1,
                        new Action.Status(
                                503,
                                null,
                                Map.of("Retry-After", "7"),
                                TextNode.valueOf("upstream"))));

        HttpResponse<String> answer = patch("482093");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.body()).isEqualTo("upstream");
        assertThat(simulator.hostKeyOf(ZOE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "3,QPS,3",
                "none,QPS,-",
                "-,-,-",
                "iso,QPS,2026-01-01T12:00:02Z",
                "'http-date',QPS,'Thu, 1 Jan 2026 12:00:02 GMT'",
                "-,Daily-limit,2026-01-02T00:00:00Z",
                "http-date,Daily-limit,'Fri, 2 Jan 2026 00:00:00 GMT'"
            })
    void throttlesWithEveryFormOfRetryAfter(String retryAfter, String type, String sent)
            throws Exception {
        simulator.misbehave(Rule.next(1, new Action.Throttle(retryAfter, type)));

        HttpResponse<String> answer = patch("482093");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After").orElse(null)).isEqualTo(sent);
        assertThat(answer.headers().firstValue("x-ratelimit-type"))
                .contains(type == null ? "QPS" : type);
    }

    @Test
    void hangsBeforeItAppliesUntilReleased() throws Exception {
        simulator.misbehave(Rule.next(1, new Action.HangBeforeApply()));

        CompletableFuture<HttpResponse<String>> hanging = patchAsync("482093");
        awaitHanging();

        assertThat(simulator.hostKeyOf(ZOE)).isEmpty();
        assertThat(patch("730164").statusCode()).isEqualTo(204);
        simulator.release();
        assertThat(hanging.get().statusCode()).isEqualTo(204);
        assertThat(simulator.hostKeyOf(ZOE)).contains("482093");
    }

    @Test
    void hangsAfterItAppliedUntilReleased() throws Exception {
        simulator.misbehave(Rule.next(1, new Action.HangAfterApply()));

        CompletableFuture<HttpResponse<String>> hanging = patchAsync("482093");
        awaitHanging();

        assertThat(simulator.hostKeyOf(ZOE)).contains("482093");
        assertThat(simulator.requests().getLast().status()).isZero();
        simulator.release();
        assertThat(hanging.get().statusCode()).isEqualTo(204);
        assertThat(simulator.requests().getLast().status()).isEqualTo(204);
    }

    @Test
    void abandonsWhatHangsOnAReset() throws Exception {
        simulator.misbehave(Rule.next(1, new Action.HangBeforeApply()));
        CompletableFuture<HttpResponse<String>> hanging = patchAsync("482093");
        awaitHanging();

        simulator.reset();

        assertThatThrownBy(hanging::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(simulator.users().count()).isZero();
    }

    @Test
    void dropsTheConnectionBeforeItApplies() {
        simulator.misbehave(Rule.next(1, new Action.DropBeforeApply()));

        assertThatThrownBy(() -> patch("482093")).isInstanceOf(IOException.class);
        assertThat(simulator.hostKeyOf(ZOE)).isEmpty();
    }

    @Test
    void dropsTheConnectionAfterItApplied() {
        simulator.misbehave(Rule.next(1, new Action.DropAfterApply()));

        assertThatThrownBy(() -> patch("482093")).isInstanceOf(IOException.class);
        assertThat(simulator.hostKeyOf(ZOE)).contains("482093");
        assertThat(simulator.requests().getLast().status()).isZero();
    }

    @Test
    void answersGarbage() throws Exception {
        simulator.misbehave(Rule.next(1, new Action.Garbage()));

        HttpResponse<String> answer = patch("482093");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(simulator.hostKeyOf(ZOE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH,,,503",
        "GET,,,204",
        ",/v2/users/,,503",
        ",/oauth,,204",
        ",,zoe@example.com,503",
        ",,ZOE@example.com,503",
        ",,max@example.com,204"
    })
    void appliesARuleToTheCallsItMatchesOnly(String method, String path, String user, int status)
            throws Exception {
        simulator.misbehave(new Rule(new Match(method, path, user), 1, Action.Status.of(503)));

        assertThat(patch("482093").statusCode()).isEqualTo(status);
    }

    @Test
    void findsAUserBehindIdAndEmailAlike() throws Exception {
        String id = simulator.users().find(ZOE).orElseThrow().id();
        simulator.misbehave(Rule.always(Action.Status.of(503)).user(ZOE));

        HttpResponse<String> answer =
                client.send(client.patch(token, id, "{\"host_key\":\"482093\"}"));

        assertThat(answer.statusCode()).isEqualTo(503);
    }

    @Test
    void usesNoRuleOnACallThatIsRefusedAnyway() throws Exception {
        simulator.misbehave(Rule.next(1, Action.Status.of(503)));

        simulator.invalidateTokens();
        HttpResponse<String> refused = patch("482093");
        // The rule is for whatever comes next, a call for a token included.
        HttpResponse<String> spoilt = client.send(client.tokenRequest(""));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(spoilt.statusCode()).isEqualTo(503);
    }

    @Test
    void delaysAndGoesOnToTheNextRule() throws Exception {
        simulator.misbehave(
                Rule.always(new Action.DelayRange(1, 2)),
                Rule.always(new Action.Delay(1)),
                Rule.next(2, Action.Status.of(500)),
                Rule.next(1, Action.Status.of(502)));

        assertThat(patch("482093").statusCode()).isEqualTo(500);
        assertThat(patch("482093").statusCode()).isEqualTo(500);
        assertThat(patch("482093").statusCode()).isEqualTo(502);
        assertThat(patch("482093").statusCode()).isEqualTo(204);
        assertThat(simulator.rules()).hasSize(2);
        simulator.behave();
        assertThat(simulator.rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"times\":1}",
                "{\"action\":\"explode\"}",
                "{\"action\":{\"status\":{}}}",
                "{\"action\":{\"status\":{\"zoomCode\":9999}}}",
                "{\"action\":{\"delayRange\":{\"min\":5,\"max\":1}}}",
                "{\"action\":\"garbage\",\"when\":\"now\"}"
            })
    void refusesARuleThatMakesNoSense(String json) {
        assertThatThrownBy(() -> Rule.read(Json.read(json)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private HttpResponse<String> patch(String key) throws IOException, InterruptedException {
        return client.send(client.patch(token, ZOE, body(key)));
    }

    private CompletableFuture<HttpResponse<String>> patchAsync(String key) {
        return client.sendAsync(client.patch(token, ZOE, body(key)));
    }

    private static String body(String key) {
        return "{\"host_key\":\"%s\"}".formatted(key);
    }

    private void awaitHanging() {
        await("a call hangs")
                .pollInterval(Duration.ofMillis(2))
                .until(() -> simulator.stats().hanging() == 1);
    }
}
