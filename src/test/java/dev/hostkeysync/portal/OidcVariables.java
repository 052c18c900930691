package dev.hostkeysync.portal;

import dev.hostkeysync.access.AccessConfig;
import dev.hostkeysync.common.Secret;
import java.util.Optional;

/// `OIDC_…` as an installation sets them.
record OidcVariables(
        Optional<String> issuer, Optional<String> clientId, Optional<Secret> clientSecret)
        implements AccessConfig.Oidc {

    static final OidcVariables ALL =
            new OidcVariables(
                    Optional.of("https://issuer.example.com/"),
                    Optional.of("pages"),
                    Optional.of(Secret.of("the client's secret")));

    @Override
    public Optional<String> operatorGroup() {
        return Optional.of("operators");
    }

    @Override
    public Optional<String> audience() {
        return Optional.empty();
    }
}
