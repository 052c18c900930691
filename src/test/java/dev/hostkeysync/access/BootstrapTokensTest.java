package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BootstrapTokensTest {

    private record ScimTokens(Optional<Secret> tokens) implements AccessConfig.Scim {}

    private record ApiTokens(Optional<Secret> tokens) implements AccessConfig.Api {}

    private final BootstrapTokens tokens =
            new BootstrapTokens(
                    new ScimTokens(
                            Optional.of(
                                    Secret.of(
                                            "okta:scim-token-0123456789,"
                                                    + "entra:entra-token-0123456789"))),
                    new ApiTokens(Optional.of(Secret.of("ops:operator:api-token-0123456789"))));

    @Test
    void knowsEachTokenByItsLabelAndScopes() {
        assertThat(find(tokens, "scim-token-0123456789"))
                .contains(new Caller("okta", Set.of(Scope.SCIM)));
        assertThat(find(tokens, "entra-token-0123456789"))
                .contains(new Caller("entra", Set.of(Scope.SCIM)));
        assertThat(find(tokens, "api-token-0123456789"))
                .contains(new Caller("ops", Set.of(Scope.OPERATOR)));
    }

    @Test
    void knowsNoOtherToken() {
        assertThat(find(tokens, "scim-token-0123456788")).isEmpty();
        assertThat(find(tokens, "")).isEmpty();
        assertThat(find(tokens, "okta:scim-token-0123456789")).isEmpty();
    }

    @Test
    void knowsNobodyWhileNoTokenIsSet() {
        BootstrapTokens none =
                new BootstrapTokens(
                        new ScimTokens(Optional.empty()), new ApiTokens(Optional.empty()));

        assertThat(find(none, "scim-token-0123456789")).isEmpty();
    }

    @Test
    void tellsWhichVariableHoldsAToken() {
        UUID ops = tokens.find(TokenHash.ofToken("api-token-0123456789")).orElseThrow().id();

        assertThat(tokens.byVariable().keySet()).containsExactly("SCIM_TOKENS", "API_TOKENS");
        assertThat(tokens.variableOf(ops)).contains("API_TOKENS");
        assertThat(tokens.variableOf(new UUID(0, 0))).isEmpty();
    }

    private static Optional<Caller> find(BootstrapTokens tokens, String token) {
        return tokens.find(TokenHash.ofToken(token)).map(TokenEntry::caller);
    }
}
