package dev.hostkeysync.reconcile.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Setting;
import dev.hostkeysync.testing.Configs;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftConfigTest {

    @Test
    void reportsEveryNightByDefault() {
        DriftConfig config = Configs.of(DriftConfig.class, Map.of());

        assertThat(config.cron()).isEqualTo("0 37 2 * * ?");
        assertThat(config.mode()).isEqualTo("report");
        assertThat(config.shrinkPercent()).isEqualTo(20);
    }

    @Test
    void readsEveryVariable() {
        DriftConfig config =
                Configs.of(
                        DriftConfig.class,
                        Map.of(
                                "DRIFT_CHECK_CRON", "off",
                                "DRIFT_CHECK_MODE", "repair",
                                "DRIFT_CHECK_SHRINK_PERCENT", "35"));

        assertThat(config.cron()).isEqualTo("off");
        assertThat(config.mode()).isEqualTo("repair");
        assertThat(config.shrinkPercent()).isEqualTo(35);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DRIFT_CHECK_CRON           | 0 37 2 * * ? |
                    DRIFT_CHECK_CRON           | off          |
                    DRIFT_CHECK_CRON           | every night  | DRIFT_CHECK_CRON: its value cannot be read; expected a cron expression with seconds, in UTC, such as '0 37 2 * * ?', or off
                    DRIFT_CHECK_MODE           | repair       |
                    DRIFT_CHECK_MODE           | mend         | DRIFT_CHECK_MODE: 'mend' is not a mode; expected report or repair
                    DRIFT_CHECK_SHRINK_PERCENT | 90           |
                    DRIFT_CHECK_SHRINK_PERCENT | 0            | DRIFT_CHECK_SHRINK_PERCENT: '0' is out of range; expected a whole number from 1 to 90
                    DRIFT_CHECK_SHRINK_PERCENT | 91           | DRIFT_CHECK_SHRINK_PERCENT: '91' is out of range; expected a whole number from 1 to 90
                    """)
    void saysWhatIsWrong(
            String name, String value, @org.jspecify.annotations.Nullable String fault) {
        Setting setting =
                DriftConfig.SETTINGS.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();

        assertThat(setting.check(Optional.of(value)).orElse(null)).isEqualTo(fault);
    }
}
