package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenListTest {

    private static final String TOKEN = "a-token-of-enough-length";
    private static final String SHA256_OF_TOKEN =
            "aa56544bf65dece89d1274a503cc4e64910f4348996fe55ffe62a4a1ccc0c4ab";

    /// The id is told by the API, so it must stay the same from start to start.
    private static final UUID OKTA = UUID.fromString("11f1603f-43c3-3fc6-9ac0-978658c7c31c");

    @Test
    void readsALabelAndAToken() {
        List<TokenEntry> entries = TokenList.withScope("okta:" + TOKEN, Scope.SCIM);

        assertThat(entries)
                .containsExactly(
                        new TokenEntry(
                                OKTA,
                                TokenHash.ofToken(TOKEN),
                                new Caller("okta", Set.of(Scope.SCIM)),
                                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void readsAHashInAnyCase(boolean upperCase) {
        String hex = upperCase ? SHA256_OF_TOKEN.toUpperCase(Locale.ROOT) : SHA256_OF_TOKEN;

        List<TokenEntry> entries = TokenList.withScope("okta:sha256:" + hex, Scope.SCIM);

        assertThat(entries)
                .containsExactly(
                        new TokenEntry(
                                OKTA,
                                TokenHash.ofToken(TOKEN),
                                new Caller("okta", Set.of(Scope.SCIM)),
                                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "okta;expires=2027-01-31:" + TOKEN,
        "okta;expires=2027-01-31:sha256:" + SHA256_OF_TOKEN
    })
    void readsTheLastDayOfAToken(String text) {
        TokenEntry entry = TokenList.withScope(text, Scope.SCIM).getFirst();

        assertThat(entry.caller()).isEqualTo(new Caller("okta", Set.of(Scope.SCIM)));
        assertThat(entry.hash()).isEqualTo(TokenHash.ofToken(TOKEN));
        assertThat(entry.isExpired(Instant.parse("2027-01-31T23:59:59.999Z"))).isFalse();
        assertThat(entry.isExpired(Instant.parse("2027-02-01T00:00:00Z"))).isTrue();
    }

    @Test
    void readsTheLastDayBeforeTheScopes() {
        TokenEntry entry =
                TokenList.withScopes("ops;expires=2027-01-31:operator:" + TOKEN).getFirst();

        assertThat(entry.expiresAt()).contains(Instant.parse("2027-02-01T00:00:00Z"));
        assertThat(entry.caller()).isEqualTo(new Caller("ops", Set.of(Scope.OPERATOR)));
    }

    @Test
    void readsScopesJoinedByPlus() {
        List<TokenEntry> entries =
                TokenList.withScopes("room:hostkey.read+hostkey.read.in-doubt:" + TOKEN);

        assertThat(entries.getFirst().caller())
                .isEqualTo(
                        new Caller(
                                "room", Set.of(Scope.HOSTKEY_READ, Scope.HOSTKEY_READ_IN_DOUBT)));
    }

    @Test
    void keepsColonsInAToken() {
        List<TokenEntry> entries = TokenList.withScope("okta:with:colons:in:the:token", Scope.SCIM);

        assertThat(entries.getFirst().hash())
                .isEqualTo(TokenHash.ofToken("with:colons:in:the:token"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    topsecrettopsecret                      | entry 1 has fewer than 2 parts between colons
                    okta;expires=31.1.2027:topsecrettopsecret | entry 1 has something else than a day such as 2027-01-31 for its end
                    okta;expires=2027-02-30:topsecrettopsecret | entry 1 has something else than a day such as 2027-01-31 for its end
                    okta;end=2027-01-31:topsecrettopsecret  | entry 1 has a label of other characters than letters, digits, '.', '_', '-'
                    okta:topsecret                          | entry 1 has a token of fewer than 16 characters
                    okta:topsecret topsecret                | entry 1 has a token with blanks or characters outside ASCII
                    top secret:topsecrettopsecret           | entry 1 has a label of other characters than letters, digits, '.', '_', '-'
                    okta:sha256:topsecret                   | entry 1 has something else than 64 hexadecimal digits for a hash
                    a:topsecrettopsecret,a:topsecrettopsecre2 | entry 2 has the label of an earlier entry
                    a:topsecrettopsecret,b:topsecrettopsecret | entry 2 has the token of an earlier entry
                    a:topsecrettopsecret,                   | entry 2 has fewer than 2 parts between colons
                    """)
    void saysWhatIsWrongWithoutRepeatingIt(String text, String fault) {
        assertThatThrownBy(() -> TokenList.withScope(text, Scope.SCIM))
                .isInstanceOf(TokenList.Fault.class)
                .hasMessage(fault);
    }

    @Test
    void saysThatAScopeIsUnknownWithoutRepeatingIt() {
        assertThatThrownBy(() -> TokenList.withScopes("room:topsecrettopsecret:hostkey.read"))
                .isInstanceOf(TokenList.Fault.class)
                .hasMessage("entry 1 has an unknown scope");
    }
}
