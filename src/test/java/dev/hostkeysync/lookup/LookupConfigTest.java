package dev.hostkeysync.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupConfigTest {

    @Test
    void hasDefaults() {
        assertThat(Configs.of(LookupConfig.class, Map.of()).perMinute()).isEqualTo(600);
    }

    @Test
    void readsEveryVariable() {
        assertThat(Configs.of(LookupConfig.class, Map.of("REVEALS_PER_MINUTE", "7")).perMinute())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 |",
                "1000000 |",
                "1000001 | REVEALS_PER_MINUTE: '1000001' is out of range; expected a whole number from 1 to 1000000",
                "0 | REVEALS_PER_MINUTE: '0' is out of range; expected a whole number from 1 to 1000000",
                "many | REVEALS_PER_MINUTE: 'many' is out of range; expected a whole number from 1 to 1000000",
                "'' | REVEALS_PER_MINUTE: is empty; unset it, or give a whole number from 1 to 1000000",
            })
    void saysWhatIsWrong(String value, @Nullable String fault) {
        assertThat(LookupConfig.SETTINGS.getFirst().check(Optional.of(value)))
                .isEqualTo(Optional.ofNullable(fault));
    }
}
