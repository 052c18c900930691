package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityConfigTest {

    @Test
    void hasDefaults() {
        assertThat(Configs.of(EligibilityConfig.class, Map.of()).eligibleGroups()).isEmpty();
    }

    @Test
    void readsEveryVariable() {
        EligibilityConfig config =
                Configs.of(EligibilityConfig.class, Map.of("HOSTKEY_ELIGIBLE_GROUPS", "A b,C"));

        assertThat(config.eligibleGroups()).contains("A b,C");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sales, Zoom Hosts |",
                "Sales,, | HOSTKEY_ELIGIBLE_GROUPS: its value cannot be read; expected display names of groups, separated by commas, none of them empty",
            })
    void saysWhatIsWrong(String value, String fault) {
        assertThat(EligibilityConfig.SETTINGS.getFirst().check(Optional.of(value)))
                .isEqualTo(Optional.ofNullable(fault));
    }
}
