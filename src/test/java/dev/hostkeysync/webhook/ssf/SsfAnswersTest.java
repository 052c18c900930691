package dev.hostkeysync.webhook.ssf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.ssfsim.Sets;
import dev.hostkeysync.ssfsim.SigningKeys;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.webhook.Notice;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsfAnswersTest {

    private static final String SET = "application/secevent+jwt";
    private static final String DISABLED = EventTable.RISC + "account-disabled";

    private final SsfFixture fixture = new SsfFixture();

    private ObjectNode claims() {
        return fixture.sets.claims(DISABLED, Sets.email("zoe@example.com"));
    }

    private String answer(String body) {
        return answer(body, SET, null, Map.of());
    }

    private String answerTo(Consumer<ObjectNode> change) {
        ObjectNode claims = claims();
        change.accept(claims);
        return answer(fixture.keys.sign(claims.toString()));
    }

    private String answer(
            String body,
            @Nullable String contentType,
            @Nullable String authorization,
            Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.putIfAbsent("SSF_ISSUERS", SsfFixture.ISSUER);
        try {
            Response answer =
                    new SsfResource(Configs.of(SsfConfig.class, environment), fixture.receiver)
                            .receive(
                                    body.getBytes(StandardCharsets.UTF_8),
                                    contentType,
                                    authorization);
            return answer.getStatus()
                    + (answer.getEntity() instanceof Map<?, ?> error
                            ? " " + error.get("err") + ": " + error.get("description")
                            : "");
        } catch (ProblemException problem) {
            return problem.problem().status()
                    + " "
                    + problem.problem().type().toString().replace("urn:hostkey-sync:problem/", "")
                    + problem.problem()
                            .retryAfter()
                            .map(wait -> ", again after " + wait.toSeconds() + " s")
                            .orElse("");
        }
    }

    private void assertCounted(String outcome) {
        assertThat(fixture.outcomes).extracting(Enum::name).containsExactly(outcome);
        assertThat(fixture.notices).isEmpty();
    }

    @Test
    void acceptsWithoutABodyWhatIsProved() {
        assertThat(answer(fixture.keys.sign(claims().toString()))).isEqualTo("202");

        assertThat(fixture.notices).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS512", "PS256", "ES256", "EdDSA"})
    void acceptsEveryAlgorithmWithPrivateKeys(String algorithm) {
        fixture.keys.rotate(algorithm);

        assertThat(answer(fixture.keys.sign(claims().toString()))).isEqualTo("202");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secevent+jwt", "application/secevent+jwt", "SecEvent+JWT"})
    void acceptsEverySpellingOfTheType(String typ) {
        assertThat(answer(fixture.keys.sign(claims().toString(), Map.of("typ", typ))))
                .isEqualTo("202");
    }

    @ParameterizedTest
    @ValueSource(strings = {SET, "Application/SecEvent+JWT; charset=utf-8"})
    void acceptsEverySpellingOfTheContentType(String contentType) {
        assertThat(answer(fixture.keys.sign(claims().toString()), contentType, null, Map.of()))
                .isEqualTo("202");
    }

    @Test
    void acceptsWhatTheProfileDoesNotNeed() {
        assertThat(answerTo(claims -> claims.put("exp", 1).put("sub", "zoe").put("nbf", 1)))
                .isEqualTo("202");
        assertThat(answerTo(claims -> claims.remove("txn"))).isEqualTo("202");
        assertThat(answerTo(claims -> claims.put("iss", SsfFixture.ISSUER + "/"))).isEqualTo("202");
        assertThat(answerTo(claims -> claims.putArray("aud").add("other").add(SsfFixture.AUDIENCE)))
                .isEqualTo("202");
    }

    @ParameterizedTest
    @ValueSource(longs = {1795341601, 1795341720})
    void takesAnIssuerAheadOfUsAsOfNow(long iat) {
        assertThat(answerTo(claims -> claims.put("iat", iat).put("toe", iat))).isEqualTo("202");

        assertThat(fixture.notices)
                .extracting(Notice::occurredAt)
                .containsExactly(fixture.clock.instant());
    }

    /// Whoever was made at the first third of a second is disabled by what was said at its second
    /// third, though `iat` tells the second alone.
    @Test
    void takesASecondForItsLastMomentThatHasPassed() {
        long iat = fixture.clock.instant().getEpochSecond();
        fixture.clock.pass(Duration.ofMillis(700));

        assertThat(answerTo(claims -> claims.put("iat", iat))).isEqualTo("202");
        assertThat(answerTo(claims -> claims.put("iat", iat - 1))).isEqualTo("202");
        assertThat(answerTo(claims -> claims.put("iat", iat).put("toe", iat - 2))).isEqualTo("202");
        assertThat(answerTo(claims -> claims.put("iat", iat).put("toe", iat * 1000 - 300)))
                .isEqualTo("202");

        assertThat(fixture.notices)
                .extracting(Notice::occurredAt)
                .containsExactly(
                        Instant.parse("2026-11-22T10:00:00.700Z"),
                        Instant.parse("2026-11-22T09:59:59.999999Z"),
                        Instant.parse("2026-11-22T09:59:58.999999Z"),
                        Instant.parse("2026-11-22T09:59:59.700Z"));
    }

    @Test
    void wantsAgainWhatIsTooFarAheadOfUs() {
        assertThat(answerTo(claims -> claims.put("iat", 1795341721)))
                .isEqualTo("503 unavailable, again after 5 s");
        assertCounted("FAILED");

        fixture.clock.pass(Duration.ofSeconds(1));
        assertThat(answerTo(claims -> claims.put("iat", 1795341721))).isEqualTo("202");
    }

    @Nested
    class Malformed {

        private void assertMalformed(String answer, String description) {
            assertThat(answer).isEqualTo("400 invalid_request: " + description);
            assertCounted("MALFORMED");
        }

        private static final String NO_JWT =
                "The body must be a JWT with typ secevent+jwt, signed with a private key.";

        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "a.b.c", "a.b", "a.b.c.d.e", "ÿþ", "....", "null"})
        void isWhatIsNoJwt(String body) {
            assertMalformed(answer(body), NO_JWT);
        }

        @ParameterizedTest
        @CsvSource({"typ, JWT", "typ, at+jwt", "typ, ''", "typ, logout+jwt"})
        void isAnotherType(String header, String value) {
            assertMalformed(
                    answer(fixture.keys.sign(claims().toString(), Map.of(header, value))), NO_JWT);
        }

        @Test
        void isWhatIsSignedByNobodyOrWithASharedSecret() {
            String[] parts = fixture.keys.sign(claims().toString()).split("\\.");
            String none = base64("{\"typ\":\"secevent+jwt\",\"alg\":\"none\",\"kid\":\"key-1\"}");
            String hmac = base64("{\"typ\":\"secevent+jwt\",\"alg\":\"HS256\",\"kid\":\"key-1\"}");

            assertMalformed(answer(none + "." + parts[1] + "."), NO_JWT);
            fixture.outcomes.clear();
            assertMalformed(answer(none + "." + parts[1] + "." + parts[2]), NO_JWT);
            fixture.outcomes.clear();
            assertMalformed(answer(hmac + "." + parts[1] + "." + parts[2]), NO_JWT);
            assertThat(fixture.keyReads).isZero();
        }

        @Test
        void isAnotherContentType() {
            assertMalformed(
                    answer(
                            fixture.keys.sign(claims().toString()),
                            "application/json",
                            null,
                            Map.of()),
                    "The content type must be application/secevent+jwt.");
            fixture.outcomes.clear();
            assertMalformed(
                    answer(fixture.keys.sign(claims().toString()), null, null, Map.of()),
                    "The content type must be application/secevent+jwt.");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "jti | null | jti must be a text of 1 to 255 characters.",
                    "jti | 7 | jti must be a text of 1 to 255 characters.",
                    "jti | \" \" | jti must be a text of 1 to 255 characters.",
                    "jti | \"a\\u0000b\" | jti must be a text of 1 to 255 characters.",
                    "iat | null | iat must be a number of seconds.",
                    "iat | \"1795341600\" | iat must be a number of seconds.",
                    "iat | -1 | iat must be a number of seconds.",
                    "iat | 1e300 | iat must be a number of seconds.",
                    "events | null | events must have exactly one member.",
                    "events | {} | events must have exactly one member.",
                    "events | [{}] | events must have exactly one member.",
                    "events | {\"a:b\":{},\"c:d\":{}} | events must have exactly one member.",
                    "events | {\"a:b\":7} | The event must be an object.",
                    "sub_id | null | The event has no sub_id.",
                    "sub_id | \"zoe\" | The event has no sub_id.",
                })
        void isAClaimOfAnotherForm(String claim, String json, String description) {
            assertMalformed(answerTo(claims -> claims.set(claim, json(json))), description);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "urn:ietf:params:scim:event:prov:create:full | {} | data must be a user of SCIM with a userName.",
                    "urn:ietf:params:scim:event:prov:put:full | {\"data\":{\"userName\":\" \"}} | data must be a user of SCIM with a userName.",
                    "urn:ietf:params:scim:event:prov:patch:full | {\"data\":{}} | data of a patch event must be a SCIM PatchOp.",
                    "urn:ietf:params:scim:event:prov:patch:full | {\"data\":{\"Operations\":[{\"op\":\"move\"}]}} | op of a patch event must be add, replace or remove.",
                    "https://schemas.openid.net/secevent/ssf/event-type/verification | {\"state\":7} | state must be a text of 1 to 255 characters.",
                    "https://schemas.openid.net/secevent/ssf/event-type/stream-updated | {} | status must be enabled, paused or disabled.",
                })
        void isAnEventOfAnotherForm(String type, String event, String description) {
            ObjectNode claims = fixture.sets.claims(type, Sets.opaque("00u1"), json(event));

            assertMalformed(answer(fixture.keys.sign(claims.toString())), description);
        }

        @Test
        void isAClaimThatIsThereTwice() {
            String twice = claims().toString().replaceFirst("\\{", "{\"iss\":\"x\",");

            assertMalformed(answer(fixture.keys.sign(twice)), NO_JWT);
        }

        @Test
        void isAnythingDeep() {
            String deep = "[".repeat(100_000) + "]".repeat(100_000);
            String claims = claims().toString().replaceFirst("\\{", "{\"x\":" + deep + ",");

            assertThat(answer(fixture.keys.sign(claims))).startsWith("400 invalid_request: ");
        }
    }

    @Test
    void saysEachKindOfRefusalOnceAMinute() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            for (int i = 0; i < 3; i++) {
                assertThat(answer("noise")).startsWith("400 invalid_request");
                assertThat(answerTo(claims -> claims.put("aud", "other")))
                        .startsWith("400 invalid_audience");
            }

            assertThat(logs.text().split("Refused a security event token", -1)).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://stranger.example.com",
        "https://idp.example.com",
        "https://idp.example.com/tenant/x",
        "''",
    })
    void refusesAnotherIssuerWithoutAskingItForKeys(String issuer) {
        assertThat(answerTo(claims -> claims.put("iss", issuer)))
                .isEqualTo("400 invalid_issuer: iss is not an issuer that this receiver expects.");
        assertCounted("REFUSED");
        assertThat(fixture.keyReads).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "\"https://other.example.com\"",
                "[[\"https://hostkeys.example.com\"]]"
            })
    void refusesWhatIsMeantForSomebodyElse(String audience) {
        assertThat(answerTo(claims -> claims.set("aud", json(audience))))
                .isEqualTo("400 invalid_audience: aud does not contain this receiver's audience.");
        assertCounted("REFUSED");
    }

    @Nested
    class Keys {

        private static final String INVALID_KEY =
                "400 invalid_key: The signature is not made with a key in the issuer's key set.";

        @Test
        void mustBeTheIssuers() {
            assertThat(answer(fixture.keys.forge(claims().toString()))).isEqualTo(INVALID_KEY);
            assertCounted("REFUSED");
        }

        @Test
        void mustBeInTheSet() {
            PublicJsonWebKey other = SigningKeys.newKey("RS256", "another");

            assertThat(answer(SigningKeys.sign(other, claims().toString(), Map.of())))
                    .isEqualTo(INVALID_KEY);
        }

        @Test
        void mustBeLongEnough() throws JoseException {
            PublicJsonWebKey weak = RsaJwkGenerator.generateJwk(1024);
            weak.setKeyId("weak");
            weak.setAlgorithm("RS256");
            fixture.published = java.util.List.of(weak);

            assertThat(answer(SigningKeys.sign(weak, claims().toString(), Map.of())))
                    .isEqualTo(INVALID_KEY);
        }

        @Test
        void areReadAgainWhenOneIsNotKnownButNotAllTheTime() {
            assertThat(answer(fixture.keys.sign(claims().toString()))).isEqualTo("202");
            String before = fixture.keys.sign(claims().toString());
            fixture.keys.rotate();

            assertThat(answer(fixture.keys.sign(claims().toString())))
                    .isEqualTo("503 unavailable, again after 5 s");
            fixture.clock.pass(Duration.ofSeconds(5));
            assertThat(answer(fixture.keys.sign(claims().toString()))).isEqualTo("202");
            assertThat(answer(before)).isEqualTo("202");
            assertThat(fixture.keyReads).isEqualTo(2);
        }

        @Test
        void thatCannotBeReadAreOurTroubleAndNeverTheSenders() {
            fixture.keysAway = true;

            assertThat(answer(fixture.keys.sign(claims().toString())))
                    .isEqualTo("503 unavailable, again after 5 s");
            assertCounted("FAILED");
            fixture.keysAway = false;
            fixture.clock.pass(Duration.ofSeconds(5));
            assertThat(answer(fixture.keys.sign(claims().toString()))).isEqualTo("202");
        }
    }

    @Nested
    class Senders {

        private static final Map<String, String> TOKENS =
                Map.of(
                        "SSF_PUSH_TOKENS",
                        "a-token-for-any-issuer,https://other.example.com|a-token-for-the-other-one");

        @ParameterizedTest
        @CsvSource({
            "Bearer a-token-for-any-issuer, 202",
            "bearer a-token-for-any-issuer, 202",
            "Bearer a-token-for-the-other-one, 400 access_denied: The sender may not deliver for this issuer.",
            "Bearer another-token-altogether, 400 authentication_failed: The Authorization header must hold a bearer token that this receiver knows.",
            "Basic a-token-for-any-issuer, 400 authentication_failed: The Authorization header must hold a bearer token that this receiver knows.",
            "'', 400 authentication_failed: The Authorization header must hold a bearer token that this receiver knows.",
            ", 400 authentication_failed: The Authorization header must hold a bearer token that this receiver knows.",
        })
        void needATokenWhereTokensAreSet(String authorization, String answer) {
            assertThat(answer(fixture.keys.sign(claims().toString()), SET, authorization, TOKENS))
                    .isEqualTo(answer);
        }

        @Test
        void needNoneWhereNoneIsSet() {
            assertThat(
                            answer(
                                    fixture.keys.sign(claims().toString()),
                                    SET,
                                    "Bearer whatever",
                                    Map.of()))
                    .isEqualTo("202");
        }
    }

    @Test
    void refusesAVerificationThatIsNotOurs() {
        ObjectNode wrong =
                fixture.sets.claims(
                        EventTable.SSF + "verification",
                        Sets.opaque("stream-7"),
                        JsonNodeFactory.instance.objectNode().put("state", "wrong"));

        assertThat(answer(fixture.keys.sign(wrong.toString())))
                .isEqualTo("400 invalid_state: state is not the one that this receiver asked for.");
        assertCounted("REFUSED");
    }

    @Test
    void isNotThereWithoutIssuers() {
        assertThat(answer("", SET, null, Map.of("SSF_ISSUERS", ""))).isEqualTo("404 endpoint-off");
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThat(answer("a".repeat(1024 * 1024 + 1))).isEqualTo("413 content-too-large");
        assertThat(answer("a".repeat(1024 * 1024))).startsWith("400 invalid_request");
    }

    @Test
    void leavesTheTroubleOfTheDatabaseToTheMapper() {
        fixture.trouble = java.util.Optional.of(new IllegalStateException("the database"));

        assertThatThrownBy(() -> answer(fixture.keys.sign(claims().toString())))
                .isInstanceOf(IllegalStateException.class);
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        try {
            return new com.fasterxml.jackson.databind.json.JsonMapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(String text) {
        return java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
