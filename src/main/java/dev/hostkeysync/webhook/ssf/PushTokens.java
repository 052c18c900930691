package dev.hostkeysync.webhook.ssf;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who may push, where `SSF_PUSH_TOKENS` says it.
final class PushTokens {

    private static final String SCHEME = "Bearer ";

    private final List<PushToken> tokens;

    PushTokens(List<PushToken> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /// @param authorization the header
    /// @return for which issuers the sender may deliver; empty when it has no right token
    Optional<Predicate<String>> allowed(@Nullable String authorization) {
        if (tokens.isEmpty()) {
            return Optional.of(_ -> true);
        }
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String given = authorization.substring(SCHEME.length()).strip();
        // No early end: how long this takes tells nobody which token was the right one.
        List<PushToken> fitting =
                tokens.stream().filter(known -> known.token().matches(given)).toList();
        return fitting.isEmpty()
                ? Optional.empty()
                : Optional.of(issuer ->
                        fitting.stream()
                                .anyMatch(known ->
                                        known.issuer().isEmpty()
                                                || known.issuer().get().equals(issuer)));
    }
}
