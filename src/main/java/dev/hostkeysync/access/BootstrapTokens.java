package dev.hostkeysync.access;

import dev.hostkeysync.common.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The tokens given in variables. They need no database, so they work while it is away.
@ApplicationScoped
class BootstrapTokens {

    private final Map<String, List<TokenEntry>> byVariable = new LinkedHashMap<>();
    private final Map<TokenHash, TokenEntry> byHash = new HashMap<>();

    BootstrapTokens(AccessConfig.Scim scim, AccessConfig.Api api) {
        byVariable.put(
                "SCIM_TOKENS",
                scim.tokens()
                        .map(Secret::reveal)
                        .map(text -> TokenList.withScope(text, Scope.SCIM))
                        .orElse(List.of()));
        byVariable.put(
                "API_TOKENS",
                api.tokens().map(Secret::reveal).map(TokenList::withScopes).orElse(List.of()));
        byVariable.values().forEach(list -> list.forEach(entry -> byHash.put(entry.hash(), entry)));
    }

    Optional<TokenEntry> find(TokenHash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    /// The name of each variable with its tokens, in the order given.
    Map<String, List<TokenEntry>> byVariable() {
        return byVariable;
    }

    /// The variable that holds a token; empty when none does.
    Optional<String> variableOf(UUID id) {
        return byVariable.entrySet().stream()
                .filter(one -> one.getValue().stream().anyMatch(entry -> entry.id().equals(id)))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
