package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.access.NewToken;
import dev.hostkeysync.access.TokenView;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.portal.FrameFixture;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenPagesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private static final TokenView STORED =
            new TokenView(
                    new UUID(0, 1),
                    "okta",
                    List.of("scim"),
                    "api",
                    TokenView.State.ACTIVE,
                    NOW,
                    "oidc:jane",
                    null,
                    NOW,
                    null,
                    null);

    private static final TokenView OF_VARIABLE =
            new TokenView(
                    new UUID(0, 2),
                    "ops",
                    List.of("operator"),
                    "API_TOKENS",
                    TokenView.State.EXPIRED,
                    null,
                    null,
                    NOW,
                    null,
                    null,
                    null);

    @Test
    void listsWithTheButtonToEndWhatCanBeEnded() {
        String page =
                Rendered.page(
                        "tokens",
                        Map.of(
                                "frame",
                                FrameFixture.operator("/console/tokens"),
                                "tokens",
                                List.of(TokenLine.of(OF_VARIABLE), TokenLine.of(STORED)),
                                "revoked",
                                false,
                                "scopes",
                                ScopeChoice.all()));

        assertThat(page)
                .contains("By the variable API_TOKENS", "aria-label=\"Revoke okta …\"")
                .contains("2026-11-22 10:15:30 UTC", "value=\"hostkey.read\"")
                .contains("<h2 id=\"ask-00000000-0000-0000-0000-000000000001-title\">")
                .doesNotContain("Revoke ops", "hks_");
    }

    @Test
    void showsTheTextOnceAndOnlyThere() {
        MadeToken made = new MadeToken(TokenLine.of(STORED), "hks_secret");

        String part =
                Rendered.page(
                        "token-made",
                        Map.of("made", made, "tokens", List.of(made.line()), "revoked", false));

        assertThat(part)
                .containsOnlyOnce("hks_secret")
                .contains("It never expires", "data-copy=\"#token-text\"");
        assertThat(made.toString()).doesNotContain("hks_secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two words | scim     | 2027-01-31 | name must have 1 to 64 letters, digits, '.', '_' or '-'",
                "okta      | ''       | 2027-01-31 | at least one scope must be chosen",
                "okta      | root     | 2027-01-31 | scopes can be scim, hostkey.read",
                "okta      | scim     | 2026-11-21 | the last day must be in the future, and at most ten years ahead",
                "okta      | scim     | 2036-12-31 | the last day must be in the future, and at most ten years ahead",
                "okta      | scim     | tomorrow   | the last day must be a date such as 2027-01-31"
            })
    void tellsWhatIsWrong(String name, String scopes, String lastDay, String detail) {
        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class,
                        () ->
                                NewToken.of(
                                        name,
                                        scopes.isEmpty() ? List.of() : List.of(scopes),
                                        TokensPage.day(lastDay),
                                        NOW));

        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().detail().orElseThrow()).startsWith(detail);
    }

    @Test
    void worksUntilTheLastDayIsOver() {
        assertThat(
                        NewToken.of(
                                        "okta",
                                        List.of("scim"),
                                        Optional.of(LocalDate.parse("2026-11-22")),
                                        NOW)
                                .expiresAt())
                .contains(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(TokensPage.day(" ")).isEmpty();
    }
}
