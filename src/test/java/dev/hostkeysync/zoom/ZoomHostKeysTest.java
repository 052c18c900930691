package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.testing.RawServer;
import dev.hostkeysync.tracing.SpanTap;
import dev.hostkeysync.tracing.Traces;
import dev.hostkeysync.zoom.ZoomOutcome.AccountRefused;
import dev.hostkeysync.zoom.ZoomOutcome.Done;
import dev.hostkeysync.zoom.ZoomOutcome.NotSent;
import dev.hostkeysync.zoom.ZoomOutcome.Throttled;
import dev.hostkeysync.zoom.ZoomOutcome.Unknown;
import dev.hostkeysync.zoom.auth.AccessTokens;
import dev.hostkeysync.zoom.http.HttpSender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The client as it is wired, against a server that keeps every byte.
class ZoomHostKeysTest {

    private static final ZoomUserRef ZOE =
            new ZoomUserRef.ByEmail(new EmailAddress("zoe@example.com"));
    private static final HostKeyDigits DIGITS = HostKeyDigits.of("073016");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Optional<TraceParent> TRACE =
            TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpSender http = new HttpSender(Duration.ofSeconds(3), Duration.ofMinutes(1));
    private final RawServer zoom;
    private final SpanTap tap = new SpanTap();
    private final ZoomHostKeys hostKeys;

    ZoomHostKeysTest() throws IOException {
        zoom = RawServer.start();
        hostKeys = hostKeys(zoom.url(), zoom.url());
    }

    private ZoomHostKeys hostKeys(URI oauthUrl, URI apiUrl) {
        TestZoomConfig there = TestZoomConfig.at(apiUrl);
        ZoomConfig config =
                new TestZoomConfig(
                        there.accountId(),
                        there.clientId(),
                        there.clientSecret(),
                        oauthUrl,
                        apiUrl,
                        there.plan(),
                        there.budgetShare(),
                        there.budgetOverridePerSecond(),
                        there.requestTimeout(),
                        there.connectTimeout());
        ZoomMetrics metrics = new ZoomMetrics(meters);
        AccessTokens tokens = new ZoomWiring().tokens(config, http, () -> NOW, metrics);
        return new ZoomHostKeys(
                new ZoomCalls(config, http, tokens, () -> NOW, metrics, tap.spans()),
                tokens,
                () -> NOW,
                metrics);
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        zoom.close();
    }

    private void issue(String token) {
        zoom.answer(200, "{\"access_token\":\"" + token + "\",\"expires_in\":3600}");
    }

    private ZoomOutcome set() {
        return hostKeys.setHostKey(ZOE, DIGITS, () -> true);
    }

    private List<String> requestLines() {
        return zoom.received().stream().map(request -> request.lines().findFirst().get()).toList();
    }

    private Map<String, Double> counted() {
        return meters.find("hostkeysync.zoom.requests").counters().stream()
                .filter(counter -> counter.count() > 0)
                .collect(
                        Collectors.toMap(
                                counter ->
                                        counter.getId().getTag("operation")
                                                + " "
                                                + counter.getId().getTag("outcome"),
                                Counter::count));
    }

    @Test
    void sendsExactlyThis() {
        issue("token-1");
        zoom.answer(204, "");

        assertThat(set()).isEqualTo(new Done());

        assertThat(zoom.received().getLast())
                .isEqualTo(
                        """
                        PATCH /v2/users/zoe%%40example.com HTTP/1.1
                        Content-Length: 21
                        Host: %s
                        Accept: application/json
                        Authorization: Bearer token-1
                        Content-Type: application/json
                        User-Agent: hostkey-sync

                        {"host_key":"073016"}\
                        """
                                .formatted(zoom.url().getAuthority()));
        assertThat(counted())
                .containsOnly(Map.entry("token issued", 1.0), Map.entry("set_host_key done", 1.0));
    }

    @Test
    void makesASpanOfTheCallThatTellsNothingOfTheUser() {
        issue("token-1");
        zoom.answer(204, "");
        zoom.answer(429, "");

        Traces.within(
                TRACE,
                () -> {
                    ZoomOutcome _ = set();
                    ZoomOutcome _ = set();
                });

        assertThat(tap.lines())
                .containsExactly(
                        "0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331 CLIENT zoom set_host_key"
                                + " {http.request.method=PATCH, http.response.status_code=204, peer.service=zoom} UNSET",
                        "0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331 CLIENT zoom set_host_key"
                                + " {http.request.method=PATCH, http.response.status_code=429, peer.service=zoom} ERROR");
    }

    @Test
    void makesNoSpanOfACallThatNobodyAskedFor() {
        issue("token-1");
        zoom.answer(204, "");

        assertThat(set()).isEqualTo(new Done());

        assertThat(tap.lines()).isEmpty();
    }

    @Test
    void usesOneTokenForManyCalls() {
        issue("token-1");
        zoom.answer(204, "");
        zoom.answer(204, "");

        assertThat(set()).isEqualTo(new Done());
        assertThat(set()).isEqualTo(new Done());

        assertThat(zoom.received()).hasSize(3);
    }

    @Test
    void repeatsOnceWithAnotherTokenAfter401() {
        issue("token-1");
        zoom.answer(401, "{\"code\":124,\"message\":\"Invalid access token.\"}");
        issue("token-2");
        zoom.answer(204, "");

        assertThat(set()).isEqualTo(new Done());

        assertThat(zoom.received().get(1)).contains("Bearer token-1").endsWith("073016\"}");
        assertThat(zoom.received().get(3)).contains("Bearer token-2").endsWith("073016\"}");
        assertThat(counted())
                .containsOnly(
                        Map.entry("token issued", 2.0),
                        Map.entry("set_host_key token_refused", 1.0),
                        Map.entry("set_host_key done", 1.0));
    }

    @Test
    void asksForItsTurnBeforeEachRequest() {
        issue("token-1");
        zoom.answer(401, "{\"code\":124,\"message\":\"Invalid access token.\"}");
        issue("token-2");
        Iterator<Boolean> turns = List.of(true, false).iterator();

        ZoomOutcome outcome = hostKeys.setHostKey(ZOE, DIGITS, turns::next);

        assertThat(outcome)
                .isEqualTo(new Throttled(Duration.ZERO, false, "no call may be made at this time"));
        assertThat(turns).isExhausted();
        assertThat(zoom.received()).hasSize(3);
    }

    @Test
    void takesASecond401ForTheAccounts() {
        issue("token-1");
        zoom.answer(401, "");
        issue("token-2");
        zoom.answer(401, "");

        assertThat(set())
                .isEqualTo(
                        new AccountRefused(
                                "Zoom answered 401: a fresh access token is refused too"));

        assertThat(zoom.received()).hasSize(4);
    }

    @Test
    void doesNotRepeatForAMissingScopeButBeginsAnewNextTime() {
        issue("token-1");
        zoom.answer(401, "{\"code\":4711,\"message\":\"m\"}");
        issue("token-2");
        zoom.answer(204, "");

        assertThat(set())
                .isEqualTo(
                        new AccountRefused(
                                "Zoom answered 401/4711: the app lacks the scope"
                                        + " user:update:user:admin"));
        assertThat(zoom.received()).hasSize(2);

        assertThat(set()).isEqualTo(new Done());
        assertThat(zoom.received().getLast()).contains("Bearer token-2");
    }

    @Test
    void isUnknownWhenTheConnectionBreaksAfterTheRequest() {
        issue("token-1");
        zoom.reset();

        assertThat(set()).isEqualTo(new Unknown("the connection broke (IOException)"));

        assertThat(requestLines())
                .containsExactly(
                        "POST /oauth/token HTTP/1.1", "PATCH /v2/users/zoe%40example.com HTTP/1.1");
    }

    @Test
    void isUnknownWhenTheConnectionBreaksInTheRepetition() {
        issue("token-1");
        zoom.answer(401, "");
        issue("token-2");
        zoom.reset();

        assertThat(set()).isEqualTo(new Unknown("the connection broke (IOException)"));
    }

    @Test
    void isUnknownForAnAnswerThatIsNotHttp() {
        issue("token-1");
        zoom.answer(caller -> caller.getOutputStream().write(new byte[] {1, 2, 3}));

        assertThat(set()).isInstanceOf(Unknown.class);
    }

    @Test
    void followsNoRedirect() {
        issue("token-1");
        zoom.answer(307, "", "Location: " + zoom.url() + "/v2/users/mallory");

        assertThat(set()).isEqualTo(new Unknown("Zoom answered 307: not an answer we know"));

        assertThat(zoom.received()).hasSize(2);
    }

    @Test
    void readsTheHeadersOfA429() {
        issue("token-1");
        zoom.answer(
                429,
                "{\"code\":429,\"message\":\"m\"}",
                "x-ratelimit-category: Light",
                "X-RateLimit-Type: Daily-limit",
                "Retry-After: 2026-03-02T00:00:00Z");

        assertThat(set())
                .isEqualTo(
                        new Throttled(
                                Duration.ofHours(14),
                                true,
                                "Zoom answered 429/429: the day's calls are used up"));
    }

    @Test
    void sendsNothingWithoutAToken() {
        zoom.answer(503, "");

        assertThat(set())
                .isEqualTo(new NotSent("no access token: the token endpoint answered 503"));

        assertThat(requestLines()).containsExactly("POST /oauth/token HTTP/1.1");
        assertThat(counted())
                .containsOnly(
                        Map.entry("token unreachable", 1.0),
                        Map.entry("set_host_key not_sent", 1.0));
    }

    @Test
    void isRefusedWithTheTokenRefused() {
        zoom.answer(400, "{\"reason\":\"Bad Request\",\"error\":\"invalid_client\"}");

        assertThat(set())
                .isEqualTo(new AccountRefused("the token endpoint answered 400 invalid_client"));
        assertThat(counted())
                .containsOnly(
                        Map.entry("token refused", 1.0),
                        Map.entry("set_host_key account_refused", 1.0));
    }

    @Test
    void hasNotSentWhenNobodyListens() {
        URI gone = URI.create("http://127.0.0.1:1");
        issue("token-1");

        assertThat(hostKeys(zoom.url(), gone).setHostKey(ZOE, DIGITS, () -> true))
                .isEqualTo(new NotSent("the connection was refused"));
    }

    @Test
    void logsNeitherDigitsNorSecretsAtAnyLevel() {
        issue("token-1");
        zoom.answer(400, "{\"code\":300,\"message\":\"073016 is too simple\"}");
        zoom.reset();
        zoom.answer(401, "073016");
        zoom.answer(400, "{\"error\":\"invalid_client\",\"reason\":\"s3cret\"}");

        String logs;
        try (CapturedLogs captured = CapturedLogs.everything()) {
            set();
            set();
            set();
            logs = captured.text();
        }

        assertThat(logs)
                .contains(
                        "DEBUG Zoom issued an access token",
                        "Zoom refuses our app: the token endpoint answered 400 invalid_client")
                .doesNotContain("073016", "token-1", "s3cret", "Y2xpZW50OnMzY3JldA==");
    }
}
