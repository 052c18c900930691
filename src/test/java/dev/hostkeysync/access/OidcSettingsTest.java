package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.microsoftonline.com/6f0e/v2.0",
                "https://company.okta.com/oauth2/default/",
                "http://127.0.0.1:9300/local",
                "http://localhost/x",
                "http://[::1]:9300"
            })
    void takesIssuersThatNobodyOnTheWayCanPretendToBe(String url) {
        assertThat(OidcSettings.issuerFault(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example.com",
                "https://issuer.example.com?x=y",
                "https://user@issuer.example.com",
                "https://",
                "issuer",
                "a b"
            })
    void refusesOthers(String url) {
        assertThat(OidcSettings.issuerFault(url)).isPresent();
    }

    @Test
    void readsAudiences() {
        assertThat(OidcSettings.audiences("api://default, 8adf8e6e"))
                .isEqualTo(Set.of("api://default", "8adf8e6e"));
        assertThat(OidcSettings.audienceFault("api://default, 8adf8e6e")).isEmpty();
        assertThat(OidcSettings.audienceFault("api://default,,x")).isPresent();
        assertThat(OidcSettings.audienceFault("api default")).isPresent();
    }

    @Test
    void needsAnAudienceForAnIssuer() {
        String issuer = "https://issuer.example.com";

        assertThat(faults(Map.of())).isZero();
        assertThat(faults(Map.of("OIDC_ISSUER", issuer))).isOne();
        assertThat(faults(Map.of("OIDC_ISSUER", issuer, "OIDC_CLIENT_ID", " "))).isOne();
        assertThat(faults(Map.of("OIDC_ISSUER", issuer, "OIDC_CLIENT_ID", "x"))).isZero();
        assertThat(faults(Map.of("OIDC_ISSUER", issuer, "OIDC_AUDIENCE", "x"))).isZero();
    }

    private static int faults(Map<String, String> environment) {
        return AccessConfig.faults(name -> Optional.ofNullable(environment.get(name))).size();
    }
}
