package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {

    private record ScimTokens(Optional<Secret> tokens) implements AccessConfig.Scim {}

    private record ApiTokens(Optional<Secret> tokens) implements AccessConfig.Api {}

    private final Tokens tokens =
            new Tokens(
                    new ScimTokens(
                            Optional.of(
                                    Secret.of(
                                            "okta:scim-token-0123456789,"
                                                    + "entra:entra-token-0123456789"))),
                    new ApiTokens(Optional.of(Secret.of("ops:operator:api-token-0123456789"))));

    @Test
    void knowsEachTokenByItsLabelAndScopes() {
        assertThat(tokens.find("scim-token-0123456789"))
                .contains(new Caller("okta", Set.of(Scope.SCIM)));
        assertThat(tokens.find("entra-token-0123456789"))
                .contains(new Caller("entra", Set.of(Scope.SCIM)));
        assertThat(tokens.find("api-token-0123456789"))
                .contains(new Caller("ops", Set.of(Scope.OPERATOR)));
    }

    @Test
    void knowsNoOtherToken() {
        assertThat(tokens.find("scim-token-0123456788")).isEmpty();
        assertThat(tokens.find("")).isEmpty();
        assertThat(tokens.find("okta:scim-token-0123456789")).isEmpty();
    }

    @Test
    void knowsNobodyWhileNoTokenIsSet() {
        Tokens none = new Tokens(new ScimTokens(Optional.empty()), new ApiTokens(Optional.empty()));

        assertThat(none.find("scim-token-0123456789")).isEmpty();
    }
}
