package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.access.AccessFixture.Replica;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final String BAD = "another-token-0123456789";
    private static final String NAT = "192.0.2.7";

    private final AccessFixture fixture = new AccessFixture();
    private final Replica replica = fixture.replica();

    @Test
    void holdsBadTokensBackAfterAFew() {
        for (int i = 0; i < 3; i++) {
            assertThat(replica.signIn(BAD, NAT))
                    .isEqualTo(new SignIn.Outcome.Refused("the bearer token is not known here"));
        }

        assertThat(replica.signIn(BAD, NAT))
                .isEqualTo(new SignIn.Outcome.HeldBack(Duration.ofSeconds(60)));
        assertThat(count("refused")).isEqualTo(3);
        assertThat(count("held_back")).isEqualTo(1);
    }

    @Test
    void alwaysLetsAGoodTokenInFromTheSameSource() {
        String stored = replica.make("entra", Scope.SCIM);
        for (int i = 0; i < 10; i++) {
            assertThat(replica.signIn(BAD, NAT)).isNotInstanceOf(SignIn.Outcome.In.class);
        }

        assertThat(replica.signIn(stored, NAT)).isInstanceOf(SignIn.Outcome.In.class);
        assertThat(replica.signIn(AccessFixture.BOOTSTRAP, NAT))
                .isInstanceOf(SignIn.Outcome.In.class);
    }

    @Test
    void looksIntoTheDatabaseForNobodyWhoIsHeldBack() {
        for (int i = 0; i < 4; i++) {
            assertThat(replica.signIn(BAD, NAT)).isNotInstanceOf(SignIn.Outcome.In.class);
        }

        assertThat(replica.signIn.signInAtOnce(TokenText.draw(new SecureRandom()), NAT))
                .contains(new SignIn.Outcome.HeldBack(Duration.ofSeconds(60)));
    }

    @Test
    void countsNoFailureWhileTheDatabaseIsAway() {
        String token = fixture.replica().make("entra", Scope.SCIM);
        fixture.away = true;

        for (int i = 0; i < 10; i++) {
            assertThat(replica.signIn(token, NAT))
                    .isEqualTo(
                            new SignIn.Outcome.ComeAgain(
                                    "the database does not answer", Duration.ofSeconds(2)));
        }

        fixture.away = false;
        assertThat(replica.signIn(token, NAT)).isInstanceOf(SignIn.Outcome.In.class);
        assertThat(count("undecided")).isEqualTo(10);
    }

    private double count(String outcome) {
        return fixture.metrics
                .get("hostkeysync_sign_in_failures_total")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
