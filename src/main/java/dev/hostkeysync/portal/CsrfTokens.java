package dev.hostkeysync.portal;

import dev.hostkeysync.access.AccessConfig;
import dev.hostkeysync.common.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// The token that a page carries and sends back with everything that changes something. It belongs
/// to one session, and any replica knows it without having kept it.
@ApplicationScoped
class CsrfTokens {

    static final String HEADER = "X-CSRF-Token";

    private final Derivation derivation;

    CsrfTokens(AccessConfig.Oidc config) {
        this.derivation = new Derivation(config.clientSecret().orElse(Secret.of("none")));
    }

    /// @param session what only this session has
    String of(String session) {
        return derivation.hex("csrf " + session);
    }

    boolean fits(String session, @Nullable String token) {
        return token != null && Secret.of(of(session)).matches(token);
    }
}
