package dev.hostkeysync.webhook.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OktaHookConfigTest {

    @Test
    void hasDefaults() {
        OktaHookConfig config = Configs.of(OktaHookConfig.class, Map.of());

        assertThat(config.hook().secrets()).isEmpty();
        assertThat(config.hook().header()).isEqualTo("Authorization");
        assertThat(config.zoom().appIds()).isEmpty();
    }

    @Test
    void readsEveryVariable() {
        OktaHookConfig config =
                Configs.of(
                        OktaHookConfig.class,
                        Map.of(
                                "OKTA_HOOK_SECRETS", "a,b",
                                "OKTA_HOOK_HEADER", "X-Hook-Key",
                                "OKTA_ZOOM_APP_IDS", "0oa1,0oa2"));

        assertThat(config.hook().secrets()).contains("a,b");
        assertThat(config.hook().header()).isEqualTo("X-Hook-Key");
        assertThat(config.zoom().appIds()).contains("0oa1,0oa2");
    }

    @Test
    void isOffWhereTheVariableIsEmpty() {
        OktaHookConfig config = Configs.of(OktaHookConfig.class, Map.of("OKTA_HOOK_SECRETS", ""));

        assertThat(config.hook().secrets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "OKTA_HOOK_SECRETS | 0123456789abcdef | -",
                "OKTA_HOOK_SECRETS | 0123456789abcdef, fedcba9876543210 | -",
                "OKTA_HOOK_SECRETS | 0123456789abcdef,, | one of the secrets is empty",
                "OKTA_HOOK_SECRETS | 0123456789abcde | one of the secrets has fewer than 16 characters",
                "OKTA_HOOK_HEADER | X-Hook-Key | -",
                "OKTA_HOOK_HEADER | X Hook | '''X Hook'' is no name of a header'",
                "OKTA_ZOOM_APP_IDS | 0oa1gjh63g214q0Hq0g4, 0oa2 | -",
                "OKTA_ZOOM_APP_IDS | 0oa1;0oa2 | an id has other characters than letters and digits, or none",
                "OKTA_ZOOM_APP_IDS | 0oa1, | an id has other characters than letters and digits, or none",
            })
    void findsEachFault(String variable, String value, String fault) {
        assertThat(Configs.wrong(OktaHookConfig.SETTINGS, variable, value))
                .isEqualTo(Optional.ofNullable(fault));
    }
}
