package dev.hostkeysync.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtVerifierTest {

    private static final String ISSUER = "https://issuer.example.com/";

    private final TestClock clock = new TestClock("2026-11-22T10:00:00Z");
    private final TestIssuer issuer = new TestIssuer(ISSUER, clock);
    private TestIssuer publishing = issuer;
    private boolean away;
    private int reads;

    private final JwtVerifier verifier =
            new JwtVerifier(
                    new ClaimRules(
                            ISSUER,
                            Set.of("other", TestIssuer.AUDIENCE),
                            Optional.of(TestIssuer.AUDIENCE),
                            clock),
                    new IssuerKeys(this::keys, "OIDC_ISSUER", clock));

    private List<PublicJsonWebKey> keys() throws IOException {
        reads++;
        if (away) {
            throw new IOException("it is away");
        }
        return publishing.keys();
    }

    private static final Verification VALID = valid(Set.of("scim"));

    private static Verification valid(Set<String> grants, String... groups) {
        return new Verification.Valid(
                "okta-client", grants, new PersonClaims(Optional.empty(), Set.of(groups)));
    }

    private static Verification invalid(String reason) {
        return new Verification.Invalid(reason);
    }

    private static final Verification BAD_SIGNATURE =
            invalid("the token's signature is not of OIDC_ISSUER");

    private Verification verify(String claim, Object value) {
        Map<String, Object> claims = issuer.claims();
        claims.put(claim, value);
        return verifier.verify(issuer.token(claims));
    }

    @Test
    void acceptsWhatTheIssuerSignedForUs() {
        assertThat(verifier.verify(issuer.token())).isEqualTo(VALID);
    }

    @Test
    void asksTheIssuerOnceAndNotForEveryToken() {
        assertThat(verifier.verifyAtOnce(issuer.token())).isEmpty();

        assertThat(verifier.verify(issuer.token())).isEqualTo(VALID);

        assertThat(verifier.verifyAtOnce(issuer.token())).contains(VALID);
        assertThat(reads).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "-61, the token expired",
        "-60, the token expired",
        "-59, ",
        "0, ",
    })
    void allowsAMinuteOfDifferentClocksAtTheEnd(long seconds, String fault) {
        Verification found = verify("exp", clock.instant().getEpochSecond() + seconds);

        assertThat(found).isEqualTo(fault == null ? VALID : invalid(fault));
    }

    @ParameterizedTest
    @CsvSource({"60, ", "61, the token is not valid yet"})
    void allowsAMinuteOfDifferentClocksAtTheBeginning(long seconds, String fault) {
        Verification found = verify("nbf", clock.instant().getEpochSecond() + seconds);

        assertThat(found).isEqualTo(fault == null ? VALID : invalid(fault));
    }

    @Test
    void saysWhichClaimIsWrongWithoutAskingTheIssuer() {
        Map<String, Object> endless = issuer.claims();
        endless.remove("exp");
        Map<String, Object> nobody = issuer.claims();
        nobody.remove("sub");

        assertThat(verify("iss", "https://issuer.example.com.evil"))
                .isEqualTo(invalid("the token is of another issuer than OIDC_ISSUER"));
        assertThat(verify("iss", List.of(ISSUER)))
                .isEqualTo(invalid("a claim of the token has another type than it must have"));
        assertThat(verify("aud", "another"))
                .isEqualTo(invalid("the token is meant for another audience"));
        assertThat(verify("nonce", "n"))
                .isEqualTo(invalid("the token is an ID token; send the access token"));
        assertThat(verifier.verify(issuer.token(endless)))
                .isEqualTo(invalid("the token does not say when it expires"));
        assertThat(verifier.verify(issuer.token(nobody)))
                .isEqualTo(invalid("the token does not say whose it is"));
        assertThat(reads).isZero();
    }

    @Test
    void takesAnyOfSeveralAudiencesAndTheIssuerWithoutItsSlash() {
        assertThat(verify("aud", List.of("somebody", TestIssuer.AUDIENCE))).isEqualTo(VALID);
        assertThat(verify("iss", "https://issuer.example.com")).isEqualTo(VALID);
    }

    @Test
    void refusesWhatIsSignedByNobodyOrWithTheWrongKindOfKey() {
        Verification refused =
                invalid("the bearer token is no access token signed with a public key");

        assertThat(verifier.verify(issuer.unsigned())).isEqualTo(refused);
        assertThat(verifier.verify(issuer.signedWithThePublicKey())).isEqualTo(refused);
        assertThat(verifier.verify(issuer.token(issuer.claims(), Map.of("typ", "logout+jwt"))))
                .isEqualTo(refused);
        assertThat(reads).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "application/AT+JWT"})
    void takesTheTypesOfAccessTokens(String type) {
        assertThat(verifier.verify(issuer.token(issuer.claims(), Map.of("typ", type))))
                .isEqualTo(VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "....", "a.b.c.d.e"})
    void refusesNoise(String token) {
        assertThat(verifier.verify(token)).isInstanceOf(Verification.Invalid.class);
    }

    @Test
    void refusesAForgery() {
        assertThat(verifier.verify(issuer.forged())).isEqualTo(BAD_SIGNATURE);
        assertThat(verifier.verify(issuer.forged())).isEqualTo(BAD_SIGNATURE);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void readsGrantsInTheWordsOfEachProvider() {
        assertThat(verify("scope", "openid scim  operator"))
                .isEqualTo(valid(Set.of("openid", "scim", "operator")));
        assertThat(verify("scp", List.of("hostkey.read")))
                .isEqualTo(valid(Set.of("scim", "hostkey.read")));
        assertThat(verify("scp", "a b")).isEqualTo(valid(Set.of("scim", "a", "b")));
        assertThat(verify("roles", List.of("operator")))
                .isEqualTo(valid(Set.of("scim", "operator"), "operator"));
        assertThat(verify("scope", Map.of("scim", true))).isEqualTo(valid(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "uid", "upn", "unique_name"})
    void givesAPersonNoPowerByAScope(String claim) {
        Map<String, Object> claims = issuer.claims();
        claims.put("scope", "openid hostkey.read");
        claims.put("scp", List.of("scim"));
        claims.put("roles", List.of("operator"));
        claims.put(claim, "zoe@example.com");

        assertThat(verifier.verify(issuer.token(claims)))
                .isEqualTo(valid(Set.of("operator"), "operator"));
    }

    @Test
    void refusesAnIdTokenThatWasAskedForWithoutANonce() {
        Map<String, Object> claims = issuer.claims();
        claims.remove("scope");
        claims.put("azp", TestIssuer.AUDIENCE);
        Verification idToken = invalid("the token is an ID token; send the access token");

        assertThat(verifier.verify(issuer.token(claims))).isEqualTo(idToken);
        claims.put("aud", "other");
        assertThat(verifier.verify(issuer.token(claims))).isEqualTo(valid(Set.of()));
        claims.put("typ", "ID");
        assertThat(verifier.verify(issuer.token(claims))).isEqualTo(idToken);
    }

    @Test
    void knowsANewKeyAtItsFirstToken() {
        assertThat(verifier.verify(issuer.token())).isEqualTo(VALID);
        clock.pass(IssuerKeys.PAUSE);
        String before = issuer.token();
        issuer.rotate();

        assertThat(verifier.verify(issuer.token())).isEqualTo(VALID);
        assertThat(verifier.verify(before)).isEqualTo(VALID);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void knowsAKeyThatWasChangedUnderItsId() {
        assertThat(verifier.verify(issuer.token())).isEqualTo(VALID);
        clock.pass(IssuerKeys.PAUSE);
        publishing = new TestIssuer(ISSUER, clock);

        assertThat(verifier.verify(publishing.token())).isEqualTo(VALID);
    }

    @Test
    void asksForAnUnknownKeyEveryFiveSecondsAtMost() {
        assertThat(verifier.verify(issuer.token())).isEqualTo(VALID);
        issuer.rotate();

        assertThat(verifier.verify(issuer.token()))
                .isEqualTo(new Verification.Undecided(Duration.ofSeconds(5)));
        clock.pass(Duration.ofSeconds(5));
        assertThat(verifier.verify(issuer.token())).isEqualTo(VALID);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void refusesAKeyThatTheIssuerDoesNotHave() {
        String madeUp = issuer.token(issuer.claims(), Map.of("kid", "made-up"));

        assertThat(verifier.verify(madeUp)).isEqualTo(BAD_SIGNATURE);
    }

    @Test
    void triesEveryKeyForATokenThatNamesNone() {
        String first = issuer.token(issuer.claims(), Map.of("kid", ""));
        issuer.rotate();

        assertThat(verifier.verify(first)).isEqualTo(VALID);
    }

    @Test
    void doesNotCallATokenBadBecauseTheIssuerIsAway() {
        away = true;

        assertThat(verifier.verify(issuer.token()))
                .isEqualTo(new Verification.Undecided(Duration.ofSeconds(5)));
        assertThat(verifier.verify(issuer.token()))
                .isEqualTo(new Verification.Undecided(Duration.ofSeconds(5)));
        assertThat(reads).isEqualTo(1);
        away = false;
        clock.pass(IssuerKeys.PAUSE);
        assertThat(verifier.verify(issuer.token())).isEqualTo(VALID);
    }

    @Test
    void goesOnWithTheKeysAtHandWhileTheIssuerIsAway() {
        assertThat(verifier.verify(issuer.token())).isEqualTo(VALID);
        away = true;
        clock.pass(Duration.ofHours(3));

        verifier.refresh();

        assertThat(verifier.verifyAtOnce(issuer.token())).isEqualTo(Optional.of(VALID));
        assertThat(verifier.verify(issuer.forged())).isEqualTo(BAD_SIGNATURE);
    }

    @Test
    void givesUpAWithdrawnKeyAfterTenMinutes() {
        assertThat(verifier.isStale()).isTrue();
        assertThat(verifier.verify(issuer.token())).isEqualTo(VALID);
        assertThat(verifier.isStale()).isFalse();
        clock.pass(Duration.ofMinutes(10));
        String before = issuer.token();
        issuer.rotate();
        issuer.withdrawOldKeys();

        assertThat(verifier.isStale()).isTrue();
        verifier.refresh();

        assertThat(verifier.isStale()).isFalse();
        clock.pass(IssuerKeys.PAUSE);
        assertThat(verifier.verify(before)).isEqualTo(BAD_SIGNATURE);
    }
}
