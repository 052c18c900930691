package dev.hostkeysync.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.PublicUrlConfig;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagesTenantTest {

    private static final PublicUrlConfig NO_URL = Optional::empty;

    @Test
    void isOnOnlyWithIssuerClientAndSecret() {
        OidcVariables all = OidcVariables.ALL;

        assertThat(new PagesTenant(all, NO_URL).isOn()).isTrue();
        assertThat(isOn(new OidcVariables(Optional.empty(), all.clientId(), all.clientSecret())))
                .isFalse();
        assertThat(isOn(new OidcVariables(all.issuer(), Optional.empty(), all.clientSecret())))
                .isFalse();
        assertThat(isOn(new OidcVariables(all.issuer(), all.clientId(), Optional.empty())))
                .isFalse();
    }

    private static boolean isOn(OidcVariables variables) {
        return new PagesTenant(variables, NO_URL).isOn();
    }

    @Test
    void coversPagesAndNothingElse() {
        for (String page :
                new String[] {
                    "/",
                    "/sign-in",
                    "/sign-out",
                    "/signed-out",
                    "/key/reveal",
                    "/console",
                    "/console/users",
                    "/assets/1/portal.css"
                }) {
            assertThat(PagePaths.cover(page)).as(page).isTrue();
        }
        for (String other :
                new String[] {
                    "/api/v1/host-keys/zoe",
                    "/scim/v2/Users",
                    "/q/health",
                    "/webhooks/zoom",
                    "/keys",
                    "/consoles",
                    "/sign-in/more"
                }) {
            assertThat(PagePaths.cover(other)).as(other).isFalse();
        }
        assertThat(PagePaths.cover(null)).isFalse();
    }
}
