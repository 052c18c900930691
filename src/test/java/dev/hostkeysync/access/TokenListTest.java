package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenListTest {

    private static final String TOKEN = "a-token-of-enough-length";
    private static final String SHA256_OF_TOKEN =
            "aa56544bf65dece89d1274a503cc4e64910f4348996fe55ffe62a4a1ccc0c4ab";

    @Test
    void readsALabelAndAToken() {
        List<TokenEntry> entries = TokenList.withScope("okta:" + TOKEN, Scope.SCIM);

        assertThat(entries)
                .containsExactly(
                        new TokenEntry(
                                TokenHash.ofToken(TOKEN), new Caller("okta", Set.of(Scope.SCIM))));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void readsAHashInAnyCase(boolean upperCase) {
        String hex = upperCase ? SHA256_OF_TOKEN.toUpperCase(Locale.ROOT) : SHA256_OF_TOKEN;

        List<TokenEntry> entries = TokenList.withScope("okta:sha256:" + hex, Scope.SCIM);

        assertThat(entries)
                .containsExactly(
                        new TokenEntry(
                                TokenHash.ofToken(TOKEN), new Caller("okta", Set.of(Scope.SCIM))));
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
