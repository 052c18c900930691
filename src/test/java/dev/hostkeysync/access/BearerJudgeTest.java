package dev.hostkeysync.access;

import static dev.hostkeysync.access.AccessFixture.accepted;
import static dev.hostkeysync.access.AccessFixture.acceptedEntra;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.access.AccessFixture.Replica;
import dev.hostkeysync.access.jwt.JwtVerifier;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.testing.HttpIssuer;
import dev.hostkeysync.testing.TestIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BearerJudgeTest {

    private static final Judgement UNKNOWN =
            new Judgement.Refused("the bearer token is not known here");
    private static final Judgement DATABASE_AWAY =
            new Judgement.Undecided("the database does not answer", Duration.ofSeconds(2));

    private final AccessFixture fixture = new AccessFixture();
    private final Replica replica = fixture.replica();

    @Test
    void knowsTokensOfVariables() {
        assertThat(replica.judge(AccessFixture.BOOTSTRAP)).isEqualTo(accepted("okta", Scope.SCIM));
        assertThat(replica.judge("old-token-0123456789"))
                .isEqualTo(
                        new Judgement.Refused("the bearer token expired at 2026-11-22T00:00:00Z"));
        assertThat(replica.judge("another-token-0123456789")).isEqualTo(UNKNOWN);
    }

    @Test
    void knowsATokenWhereItWasMadeWithoutALook() {
        String token = replica.make("entra", Scope.SCIM);

        assertThat(replica.judge.judgeAtOnce(token)).contains(acceptedEntra(1));
    }

    @Test
    void knowsATokenOfAnotherReplicaAtOnce() {
        Replica other = fixture.replica();

        String token = other.make("entra", Scope.SCIM);

        assertThat(replica.judge(token)).isEqualTo(acceptedEntra(1));
    }

    @Test
    void letsTwoTokensOfOneNameInWhileOneReplacesTheOther() {
        String before = replica.make("entra", Scope.SCIM);
        String after = replica.make("entra", Scope.SCIM);

        assertThat(replica.judge(before)).isEqualTo(acceptedEntra(1));
        assertThat(replica.judge(after)).isEqualTo(acceptedEntra(2));
    }

    @Test
    void refusesARevokedTokenHereAtOnceAndElsewhereAfterTheNextLook() {
        Replica other = fixture.replica();
        String token = replica.make("entra", Scope.SCIM);
        other.known.refresh();

        replica.administration.revoke(
                fixture.store.list(false).getFirst().id(), AccessFixture.OPERATOR, "10.0.0.1");

        assertThat(replica.judge(token)).isEqualTo(UNKNOWN);
        other.known.refresh();
        assertThat(other.judge(token)).isEqualTo(UNKNOWN);
    }

    @Test
    void refusesATokenFromItsEndOn() {
        Instant end = fixture.clock.instant().plusSeconds(10);
        String token =
                replica.administration
                        .make(
                                new NewToken("entra", Set.of(Scope.SCIM), Optional.of(end)),
                                AccessFixture.OPERATOR,
                                "10.0.0.1")
                        .text()
                        .reveal();

        fixture.clock.pass(Duration.ofMillis(9_999));
        assertThat(replica.judge(token)).isEqualTo(acceptedEntra(1));
        fixture.clock.pass(Duration.ofMillis(1));
        assertThat(replica.judge(token))
                .isEqualTo(
                        new Judgement.Refused("the bearer token expired at 2026-11-22T10:00:10Z"));
    }

    @Test
    void keepsKnownTokensWhileTheDatabaseIsAway() {
        String token = replica.make("entra", Scope.SCIM);

        fixture.away = true;
        replica.known.refresh();

        assertThat(replica.judge(token)).isEqualTo(acceptedEntra(1));
        assertThat(replica.judge(AccessFixture.BOOTSTRAP)).isEqualTo(accepted("okta", Scope.SCIM));
    }

    @Test
    void neverRefusesATokenBecauseTheDatabaseIsAway() {
        String token = fixture.replica().make("entra", Scope.SCIM);

        fixture.away = true;

        assertThat(replica.judge(token)).isEqualTo(DATABASE_AWAY);
        replica.known.refresh();
        assertThat(replica.judge(token)).isEqualTo(DATABASE_AWAY);
        // It has not the form of a token that could be stored.
        assertThat(replica.judge("another-token-0123456789")).isEqualTo(UNKNOWN);
        fixture.away = false;
        replica.known.refresh();
        assertThat(replica.judge(token)).isEqualTo(acceptedEntra(1));
    }

    @Test
    void refusesAMadeUpTokenOfTheRightForm() {
        assertThat(replica.judge(TokenText.draw(new SecureRandom()))).isEqualTo(UNKNOWN);
    }

    @Test
    void letsJwtsOfTheIssuerIn() {
        try (HttpIssuer issuer = new HttpIssuer(Ports.free(), fixture.clock)) {
            Replica replicaWithIssuer =
                    fixture
                    .new Replica(
                            Optional.of(
                                    JwtVerifier.of(
                                            issuer.url(),
                                            Set.of(TestIssuer.AUDIENCE),
                                            Optional.of(TestIssuer.AUDIENCE),
                                            fixture.clock)));

            assertThat(replicaWithIssuer.judge(issuer.issuer().token()))
                    .isEqualTo(accepted("oidc:okta-client", Scope.SCIM));
            assertThat(replicaWithIssuer.judge(issuer.issuer().forged()))
                    .isEqualTo(
                            new Judgement.Refused("the token's signature is not of OIDC_ISSUER"));
            assertThat(replica.judge(issuer.issuer().token())).isEqualTo(UNKNOWN);
            issuer.goAway();
            issuer.issuer().rotate();
            fixture.clock.pass(Duration.ofSeconds(5));
            assertThat(replicaWithIssuer.judge(issuer.issuer().token()))
                    .isEqualTo(
                            new Judgement.Undecided(
                                    "the issuer of the token does not answer",
                                    Duration.ofSeconds(5)));
        }
    }

    @Test
    void namesJwtCallersSoThatNobodyIsTakenForAnother() {
        assertThat(People.label("auth0|zoë smith")).isEqualTo("oidc:auth0%7Czo%C3%AB+smith");
        assertThat(People.label("x".repeat(1000))).hasSize(205);
    }
}
