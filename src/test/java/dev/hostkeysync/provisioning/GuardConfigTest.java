package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardConfigTest {

    @Test
    void hasDefaults() {
        GuardConfig config = Configs.of(GuardConfig.class, Map.of());

        assertThat(config.guard()).isTrue();
        assertThat(config.guardCount()).isEqualTo(20);
        assertThat(config.guardPercent()).isEqualTo(BigDecimal.valueOf(5));
        assertThat(config.guardWindow()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void readsEveryVariable() {
        GuardConfig config =
                Configs.of(
                        GuardConfig.class,
                        Map.of(
                                "HOSTKEY_GUARD", "off",
                                "HOSTKEY_GUARD_COUNT", "0",
                                "HOSTKEY_GUARD_PERCENT", "2.5",
                                "HOSTKEY_GUARD_WINDOW", "PT1H"));

        assertThat(config.guard()).isFalse();
        assertThat(config.guardCount()).isZero();
        assertThat(config.guardPercent()).isEqualTo(new BigDecimal("2.5"));
        assertThat(config.guardWindow()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HOSTKEY_GUARD | on |",
                "HOSTKEY_GUARD | yes | HOSTKEY_GUARD: 'yes' is neither; expected on or off",
                "HOSTKEY_GUARD_COUNT | 0 |",
                "HOSTKEY_GUARD_COUNT | -1 | HOSTKEY_GUARD_COUNT: '-1' is out of range; expected a whole number from 0 to 9999999",
                "HOSTKEY_GUARD_PERCENT | 100 |",
                "HOSTKEY_GUARD_PERCENT | 0.5 |",
                "HOSTKEY_GUARD_PERCENT | 100.5 | HOSTKEY_GUARD_PERCENT: '100.5' is out of range; expected a number from 0 to 100 such as 5 or 2.5",
                "HOSTKEY_GUARD_PERCENT | 5% | HOSTKEY_GUARD_PERCENT: '5%' is out of range; expected a number from 0 to 100 such as 5 or 2.5",
                "HOSTKEY_GUARD_WINDOW | P1D |",
                "HOSTKEY_GUARD_WINDOW | PT59S | HOSTKEY_GUARD_WINDOW: 'PT59S' is out of range; expected a duration from one minute to a day such as PT10M",
                "HOSTKEY_GUARD_WINDOW | 10 | HOSTKEY_GUARD_WINDOW: '10' is not a duration; expected a duration from one minute to a day such as PT10M",
            })
    void saysWhatIsWrong(String name, String value, String fault) {
        Optional<String> found =
                GuardConfig.SETTINGS.stream()
                        .filter(setting -> setting.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .check(Optional.of(value));

        assertThat(found).isEqualTo(Optional.ofNullable(fault));
    }
}
