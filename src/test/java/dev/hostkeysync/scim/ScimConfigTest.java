package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScimConfigTest {

    @Test
    void takesTwiceAsManyAsABusyProviderSends() {
        assertThat(Configs.of(ScimConfig.class, Map.of()).maxInFlight()).isEqualTo(128);
    }

    @Test
    void readsEveryVariable() {
        assertThat(Configs.of(ScimConfig.class, Map.of("SCIM_MAX_IN_FLIGHT", "64")).maxInFlight())
                .isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource({"16, true", "128, true", "9999, true", "15, false", "10000, false", "x, false"})
    void checksTheNumber(String value, boolean right) {
        assertThat(ScimConfig.SETTINGS.getFirst().check(Optional.of(value)).isEmpty())
                .isEqualTo(right);
    }
}
