package dev.hostkeysync.webhook.standard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardWebhookConfigTest {

    @Test
    void hasDefaults() {
        StandardWebhookConfig config = Configs.of(StandardWebhookConfig.class, Map.of());

        assertThat(config.secrets()).isEmpty();
        assertThat(config.tolerance()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void readsEveryVariable() {
        StandardWebhookConfig config =
                Configs.of(
                        StandardWebhookConfig.class,
                        Map.of(
                                "STANDARD_WEBHOOK_SECRETS", "whsec_a,whpk_b",
                                "STANDARD_WEBHOOK_TOLERANCE", "PT1M"));

        assertThat(config.secrets()).contains("whsec_a,whpk_b");
        assertThat(config.tolerance()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "SECRETS | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | -",
                "SECRETS | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo= | -",
                "SECRETS | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, | one of the secrets is empty",
                "SECRETS | MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | one of them begins with neither whsec_ nor whpk_",
                "SECRETS | whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | one of them begins with neither whsec_ nor whpk_",
                "SECRETS | whsec_not!base64 | one of them is not base64 behind its prefix",
                "SECRETS | whsec_ | a whsec_ secret has other than 24 to 64 bytes",
                "SECRETS | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa== | a whsec_ secret has other than 24 to 64 bytes",
                "SECRETS | whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | a whpk_ key has other than 32 bytes",
                "SECRETS | whpk_AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | a whpk_ key is no point of the curve",
                "TOLERANCE | PT10M | -",
                "TOLERANCE | 5 minutes | its value cannot be read",
                "TOLERANCE | PT0S | '''PT0S'' is no time at all'",
                "TOLERANCE | PT-5M | '''PT-5M'' is no time at all'",
            })
    void findsEachFault(String end, String value, String fault) {
        String variable = "STANDARD_WEBHOOK_" + end;
        assertThat(Configs.wrong(StandardWebhookConfig.SETTINGS, variable, value))
                .isEqualTo(Optional.ofNullable(fault));
    }
}
