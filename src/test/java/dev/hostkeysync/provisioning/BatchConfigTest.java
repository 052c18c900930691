package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchConfigTest {

    @Test
    void hasDefaults() {
        assertThat(Configs.of(BatchConfig.class, Map.of()).batchShare()).isEqualTo(0.5);
    }

    @Test
    void readsEveryVariable() {
        assertThat(
                        Configs.of(BatchConfig.class, Map.of("HOSTKEY_BATCH_SHARE", "0.25"))
                                .batchShare())
                .isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 |",
                "0.01 |",
                "0 | HOSTKEY_BATCH_SHARE: '0' is out of range; expected a number from 0.01 to 1 such as 0.5",
                "1.1 | HOSTKEY_BATCH_SHARE: '1.1' is out of range; expected a number from 0.01 to 1 such as 0.5",
                "half | HOSTKEY_BATCH_SHARE: 'half' is not such a number; expected a number from 0.01 to 1 such as 0.5",
                "'' | HOSTKEY_BATCH_SHARE: is empty; unset it, or give a number from 0.01 to 1 such as 0.5",
            })
    void saysWhatIsWrong(String value, @Nullable String fault) {
        assertThat(BatchConfig.SETTINGS.getFirst().check(Optional.of(value)))
                .isEqualTo(Optional.ofNullable(fault));
    }
}
