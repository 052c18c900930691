package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessConfigTest {

    @Test
    void letsNobodyInByDefault() {
        SmallRyeConfig config = config(Map.of());

        assertThat(config.getConfigMapping(AccessConfig.Scim.class).tokens()).isEmpty();
        assertThat(config.getConfigMapping(AccessConfig.Api.class).tokens()).isEmpty();
        assertThat(config.getConfigMapping(AccessConfig.Oidc.class).issuer()).isEmpty();
        assertThat(config.getConfigMapping(AccessConfig.Oidc.class).clientId()).isEmpty();
        assertThat(config.getConfigMapping(AccessConfig.Oidc.class).clientSecret()).isEmpty();
        assertThat(config.getConfigMapping(AccessConfig.Oidc.class).operatorGroup()).isEmpty();
        assertThat(config.getConfigMapping(AccessConfig.Oidc.class).audience()).isEmpty();
        assertThat(config.getConfigMapping(AccessConfig.Limits.class).failuresPerMinute())
                .isEqualTo(60);
    }

    @Test
    void readsEveryVariable() {
        SmallRyeConfig config =
                config(
                        Map.of(
                                "SCIM_TOKENS",
                                "okta:scim-token-0123456789,b:entra-token-0123456789",
                                "API_TOKENS",
                                "ops:operator:api-token-0123456789",
                                "OIDC_ISSUER",
                                "https://issuer.example.com",
                                "OIDC_CLIENT_ID",
                                "client",
                                "OIDC_CLIENT_SECRET",
                                "client-secret",
                                "OIDC_OPERATOR_GROUP",
                                "operators",
                                "OIDC_AUDIENCE",
                                "api://default",
                                "ACCESS_FAILURES_PER_MINUTE",
                                "7"));

        assertThat(config.getConfigMapping(AccessConfig.Scim.class).tokens())
                .contains(Secret.of("okta:scim-token-0123456789,b:entra-token-0123456789"));
        assertThat(config.getConfigMapping(AccessConfig.Api.class).tokens())
                .contains(Secret.of("ops:operator:api-token-0123456789"));
        AccessConfig.Oidc oidc = config.getConfigMapping(AccessConfig.Oidc.class);
        assertThat(oidc.issuer()).contains("https://issuer.example.com");
        assertThat(oidc.clientId()).contains("client");
        assertThat(oidc.clientSecret()).contains(Secret.of("client-secret"));
        assertThat(oidc.operatorGroup()).contains("operators");
        assertThat(oidc.audience()).contains("api://default");
        assertThat(config.getConfigMapping(AccessConfig.Limits.class).failuresPerMinute())
                .isEqualTo(7);
    }

    @Test
    void declaresItsVariables() {
        assertThat(AccessConfig.SETTINGS)
                .extracting(Setting::name)
                .containsExactly(
                        "SCIM_TOKENS",
                        "API_TOKENS",
                        "OIDC_ISSUER",
                        "OIDC_CLIENT_ID",
                        "OIDC_CLIENT_SECRET",
                        "OIDC_OPERATOR_GROUP",
                        "OIDC_AUDIENCE",
                        "ACCESS_FAILURES_PER_MINUTE");
    }

    @Test
    void faultsAreOneLineWithoutTheToken() {
        Optional<String> scim =
                AccessConfig.SETTINGS.get(0).check(Optional.of("topsecrettopsecret"));
        Optional<String> api =
                AccessConfig.SETTINGS.get(1).check(Optional.of("ops:topsecrettopsecret:x"));

        assertThat(List.of(scim.orElseThrow(), api.orElseThrow()))
                .containsExactly(
                        "SCIM_TOKENS: entry 1 has fewer than 2 parts between colons; expected label:token"
                                + " or label:sha256:hex, separated by commas; a label may be followed by"
                                + " ;expires=2027-01-31; a token has at least 16 characters",
                        "API_TOKENS: entry 1 has an unknown scope; expected label:scopes:token or"
                                + " label:scopes:sha256:hex, separated by commas; scopes joined by +; a"
                                + " label may be followed by ;expires=2027-01-31; a token has at least"
                                + " 16 characters");
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new io.smallrye.config.EnvConfigSource(environment, 300))
                .withMapping(AccessConfig.Scim.class)
                .withMapping(AccessConfig.Api.class)
                .withMapping(AccessConfig.Oidc.class)
                .withMapping(AccessConfig.Limits.class)
                .build();
    }
}
