package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.OidcIssuer;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.testing.HttpIssuer;
import dev.hostkeysync.testing.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who gets in at two replicas: with tokens of the database and of an issuer, while tokens end,
/// keys change and the database is away.
class AccessIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String OPERATOR = "operator-token-0123456789";
    private static final int FAILURES = 30;

    private static Installation installation;
    private static HttpIssuer issuer;
    private static OidcIssuer mockIssuer;
    private static Door first;
    private static Door second;

    @BeforeAll
    static void install() {
        installation = Installation.of("access");
        issuer = new HttpIssuer(Ports.free(), InstantSource.system());
        mockIssuer = OidcIssuer.start(Ports.free());
        installation
                .with(
                        "API_TOKENS",
                        "operator:operator:%s,old;expires=2026-01-31:operator:%s"
                                .formatted(OPERATOR, "old-" + OPERATOR))
                .with("ACCESS_FAILURES_PER_MINUTE", Integer.toString(FAILURES))
                .with("OIDC_CLIENT_ID", TestIssuer.AUDIENCE)
                .with("OIDC_ISSUER", issuer.url());
        ServiceProcess one = installation.launch();
        // The other one trusts a proxy on this machine, and takes little at once.
        installation
                .with("OIDC_ISSUER", mockIssuer.url().toString())
                .with("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
                .with("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "127.0.0.1")
                .with("SCIM_MAX_IN_FLIGHT", "16");
        ServiceProcess other = installation.launch();
        one.awaitReady();
        other.awaitReady();
        first = new Door(one, installation.client(one));
        second = new Door(other, installation.client(other));
    }

    @AfterAll
    static void end() {
        installation.close();
        issuer.close();
        mockIssuer.close();
    }

    @AfterEach
    void bringPostgresBack() {
        installation.proxy().accept();
        await("the database to be noticed")
                .atMost(SOON)
                .until(() -> first.scim(installation.credentials().scim()).status() == 200);
    }

    @Test
    void letsATokenInThatWasMadeAMomentAgoAtAnotherReplica() {
        Reply made = make("entra", "");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("cache-control")).isEqualTo("no-store");
        assertThat(made.header("location"))
                .endsWith("/api/v1/tokens/" + made.json().path("id").asText());
        assertThat(made.json().path("notice").asText()).contains("It never expires");
        assertThat(made.json().path("expiresAt").isNull()).isTrue();
        assertThat(second.scim(token(made)).status()).isEqualTo(200);
        assertThat(first.scim(token(made)).status()).isEqualTo(200);
        Reply told = first.api("GET", "/" + made.json().path("id").asText(), OPERATOR, "");
        assertThat(told.json().path("name").asText()).isEqualTo("entra");
        assertThat(told.body()).doesNotContain(token(made));
    }

    @Test
    void refusesARevokedTokenAtEveryReplicaWithinSeconds() {
        Reply made = make("entra", "");
        assertThat(second.scim(token(made)).status()).isEqualTo(200);

        Reply revoked = first.api("DELETE", "/" + made.json().path("id").asText(), OPERATOR, "");

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(first.scim(token(made)).status()).isEqualTo(401);
        await("the other replica")
                .atMost(Duration.ofSeconds(6))
                .until(() -> second.scim(token(made)).status() == 401);
    }

    @Test
    void saysThatATokenExpired() {
        Instant end = Instant.now().plusSeconds(6);
        String expiring = token(make("short", ",\"expiresAt\":\"" + end + "\""));
        assertThat(second.scim(expiring).status()).isEqualTo(200);

        await("its end").atMost(SOON).until(() -> second.scim(expiring).status() == 401);

        assertThat(second.scim(expiring).json().path("detail").asText())
                .startsWith("Authentication is needed: the bearer token expired at ");
        Reply old = first.api("GET", "", "old-" + OPERATOR, "");
        assertThat(old.status()).isEqualTo(401);
        assertThat(old.json().path("detail").asText())
                .isEqualTo("the bearer token expired at 2026-02-01T00:00:00Z");
    }

    @Test
    void letsOnlyOperatorsMakeTokens() {
        Reply refused =
                first.api("POST", "", installation.credentials().scim(), "{\"name\":\"x\"}");
        Reply wrong = first.api("POST", "", OPERATOR, "{\"name\":\"x\",\"scope\":\"scim\"}");
        Reply broken = first.api("POST", "", OPERATOR, "{");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("www-authenticate"))
                .isEqualTo("Bearer realm=\"hostkey-sync\", error=\"insufficient_scope\"");
        for (Reply bad : List.of(wrong, broken)) {
            assertThat(bad.status()).isEqualTo(400);
            assertThat(bad.header("content-type")).isEqualTo("application/problem+json");
        }
        assertThat(wrong.json().path("detail").asText())
                .isEqualTo("only name, scopes and expiresAt can be given");
        assertThat(first.api("GET", "/nothing", OPERATOR, "").status()).isEqualTo(404);
    }

    @Test
    void listsTokensWithTheirLastUse() {
        Reply list = first.api("GET", "", OPERATOR, "");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().path("items").findValuesAsText("source"))
                .contains("SCIM_TOKENS", "API_TOKENS");
        JsonNode okta = list.json().path("items").path(0);
        assertThat(okta.path("name").asText()).isEqualTo("okta");
        assertThat(okta.has("lastUsedAt")).isTrue();
        assertThat(
                        first.api("DELETE", "/" + okta.path("id").asText(), OPERATOR, "")
                                .json()
                                .path("detail")
                                .asText())
                .isEqualTo("remove it from SCIM_TOKENS and restart");
    }

    @Test
    void refusesNoGoodTokenWhileTheDatabaseIsAway() {
        String known = token(make("known", ""));
        installation.proxy().refuse();
        String unknown = known.substring(0, known.length() - 8) + "00000000";

        Reply discovery = first.discovery(known);
        Reply scim = first.scim(known);
        Reply undecided = first.scim(unknown);
        Reply bad = first.scim("another-token-0123456789");

        assertThat(discovery.status()).isEqualTo(200);
        assertThat(scim.status()).isEqualTo(503);
        assertThat(undecided.status()).isEqualTo(503);
        assertThat(undecided.header("retry-after")).isEqualTo("2");
        assertThat(undecided.header("content-type")).isEqualTo("application/scim+json");
        assertThat(undecided.json().path("status").asText()).isEqualTo("503");
        assertThat(bad.status()).isEqualTo(401);
    }

    @Test
    void letsJwtsIn() {
        TestIssuer keys = issuer.issuer();
        Map<String, Object> scopeless = keys.claims();
        scopeless.put("scope", "openid");
        Map<String, Object> expired = keys.claims();
        expired.put("exp", 1);

        assertThat(first.scim(keys.token()).status()).isEqualTo(200);
        assertThat(first.scim(keys.token(scopeless)).status()).isEqualTo(403);
        Reply refused = first.scim(keys.token(expired));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("www-authenticate")).contains("error=\"invalid_token\"");
        assertThat(refused.json().path("detail").asText())
                .isEqualTo("Authentication is needed: the token expired");
        assertThat(first.scim(keys.forged()).status()).isEqualTo(401);
        assertThat(first.scim(keys.unsigned()).status()).isEqualTo(401);
        assertThat(first.scim(keys.signedWithThePublicKey()).status()).isEqualTo(401);
    }

    @Test
    void letsJwtsOfTheMockIssuerInAsOktaAndEntraShapeThem() {
        for (Map<String, Object> claims :
                List.<Map<String, Object>>of(
                        Map.of("scope", "scim"),
                        Map.of("scp", List.of("scim")),
                        Map.of("scp", "scim"),
                        Map.of("roles", List.of("scim")))) {
            String token = mockIssuer.token("client", TestIssuer.AUDIENCE, claims);

            assertThat(second.scim(token).status()).as(claims.toString()).isEqualTo(200);
        }
        assertThat(second.scim(mockIssuer.token("client", "other", Map.of("scp", "scim"))).status())
                .isEqualTo(401);
    }

    @Test
    void neverAnswers401ToAGoodJwtWhileKeysChangeAndTheIssuerIsAway() {
        TestIssuer keys = issuer.issuer();
        String before = keys.token();
        assertThat(awaitIn(before)).doesNotContain(401);

        keys.rotate();
        assertThat(awaitIn(keys.token())).doesNotContain(401);
        issuer.goAway();
        assertThat(first.scim(before).status()).isEqualTo(200);
        keys.rotate();
        Reply undecided = first.scim(keys.token());
        assertThat(undecided.status()).isEqualTo(503);
        assertThat(undecided.header("retry-after")).isEqualTo("5");
        issuer.comeBack();
        assertThat(awaitIn(keys.token())).doesNotContain(401);
    }

    /// Every status on the way.
    private static Set<Integer> awaitIn(String token) {
        Set<Integer> statuses = new HashSet<>();
        await("the token to be known")
                .atMost(SOON)
                .until(() -> {
                    statuses.add(first.scim(token).status());
                    return statuses.contains(200);
                });
        return statuses;
    }

    @Test
    void holdsBackBadTokensOfOneSourceAndNobodyElse() {
        Map<String, String> guesser = Map.of("X-Forwarded-For", "192.0.2.1");
        String bad = "another-token-0123456789";
        for (int i = 0; i < FAILURES; i++) {
            assertThat(second.scim(bad, guesser).status()).isEqualTo(401);
        }

        Reply held = second.scim(bad, guesser);

        assertThat(held.status()).isEqualTo(429);
        assertThat(held.header("retry-after")).matches("[1-9][0-9]?");
        assertThat(held.header("content-type")).isEqualTo("application/scim+json");
        assertThat(held.json().path("status").asText()).isEqualTo("429");
        assertThat(second.scim(installation.credentials().scim(), guesser).status()).isEqualTo(200);
        assertThat(second.scim(bad, Map.of("X-Forwarded-For", "192.0.2.2")).status())
                .isEqualTo(401);
        assertThat(first.scim(bad, guesser).status()).isEqualTo(401);
    }

    @Test
    void describesItselfToProgrammers() {
        String api = first.client().send("GET", "/q/openapi", Map.of(), new byte[0]).body();
        assertThat(api).contains("/api/v1/tokens/{id}:", "NewToken:", "expiresAt:", "notice:");
    }

    @Test
    void refusesAFloodAndRecovers() {
        String token = installation.credentials().scim();
        List<Reply> refused =
                installation
                        .store()
                        .jdbi()
                        .inTransaction(tx -> {
                            // Whoever reads users now waits.
                            tx.execute("LOCK TABLE directory_user IN ACCESS EXCLUSIVE MODE");
                            List<Thread> waiting =
                                    IntStream.range(0, 16)
                                            .mapToObj(
                                                    _ -> Thread.ofVirtual().start(() -> get(token)))
                                            .toList();
                            await("all places to be taken")
                                    .atMost(SOON)
                                    .until(() -> second.discovery(token).status() == 429);
                            assertThat(waiting).allMatch(Thread::isAlive);
                            return IntStream.range(0, 40)
                                    .mapToObj(i -> i % 2 == 0 ? get(token) : post(token))
                                    .toList();
                        });

        for (Reply reply : refused) {
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("retry-after")).isEqualTo("1");
            assertThat(reply.header("content-type")).startsWith("application/scim+json");
            assertThat(reply.json().path("status").asText()).isEqualTo("429");
        }
        await("room").atMost(SOON).until(() -> get(token).status() == 200);
    }

    private static Reply get(String token) {
        return second.scim(token);
    }

    /// With a body that is refused before it is read.
    private static Reply post(String token) {
        return second.scim("POST", token, "{\"userName\":\"" + "x".repeat(200_000) + "\"}");
    }

    private static Reply make(String name, String more) {
        return first.api(
                "POST",
                "",
                OPERATOR,
                "{\"name\":\"" + name + "\",\"scopes\":[\"scim\"]" + more + "}");
    }

    private static String token(Reply made) {
        return made.json().path("token").asText();
    }
}
