package dev.hostkeysync.access;

import dev.hostkeysync.common.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells whose a bearer token is.
@ApplicationScoped
class Tokens {

    private final List<TokenEntry> entries;

    Tokens(AccessConfig.Scim scim, AccessConfig.Api api) {
        List<TokenEntry> all = new ArrayList<>();
        scim.tokens()
                .map(Secret::reveal)
                .ifPresent(text -> all.addAll(TokenList.withScope(text, Scope.SCIM)));
        api.tokens().map(Secret::reveal).ifPresent(text -> all.addAll(TokenList.withScopes(text)));
        entries = List.copyOf(all);
    }

    /// Looks at every entry, found or not, so that time tells nothing.
    Optional<Caller> find(String token) {
        TokenHash hash = TokenHash.ofToken(token);
        Optional<Caller> found = Optional.empty();
        for (TokenEntry entry : entries) {
            if (entry.hash().matches(hash)) {
                found = Optional.of(entry.caller());
            }
        }
        return found;
    }
}
