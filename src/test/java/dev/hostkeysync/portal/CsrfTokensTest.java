package dev.hostkeysync.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsrfTokensTest {

    private final CsrfTokens tokens = new CsrfTokens(OidcVariables.ALL);

    @Test
    void fitsItsOwnSessionOnEveryReplica() {
        assertThat(tokens.of("session")).matches("[0-9a-f]{64}");
        assertThat(new CsrfTokens(OidcVariables.ALL).fits("session", tokens.of("session")))
                .isTrue();
    }

    @Test
    void fitsNothingElse() {
        assertThat(tokens.fits("another", tokens.of("session"))).isFalse();
        assertThat(tokens.fits("session", "")).isFalse();
        assertThat(tokens.fits("session", null)).isFalse();
        OidcVariables others =
                new OidcVariables(
                        OidcVariables.ALL.issuer(),
                        OidcVariables.ALL.clientId(),
                        Optional.of(Secret.of("another secret")));
        assertThat(new CsrfTokens(others).fits("session", tokens.of("session"))).isFalse();
    }

    @Test
    void everyPurposeHasAKeyOfItsOwn() {
        Derivation derivation = new Derivation(Secret.of("the client's secret"));

        assertThat(derivation.hex("session")).hasSize(64).isNotEqualTo(derivation.hex("state"));
    }
}
