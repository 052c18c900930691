package dev.hostkeysync.ops.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterConfigTest {

    @Test
    void keepsLettersForThirtyDays() {
        assertThat(Configs.of(DeadLetterConfig.class, Map.of()).retention())
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void readsEveryProperty() {
        assertThat(
                        Configs.of(DeadLetterConfig.class, Map.of("DEAD_LETTER_RETENTION", "P7D"))
                                .retention())
                .isEqualTo(Duration.ofDays(7));
    }

    @ParameterizedTest
    @CsvSource({
        "30 days, '''30 days'' is not a duration'",
        "PT59M, '''PT59M'' is out of range'",
        "P3651D, '''P3651D'' is out of range'",
        "PT1H,",
        "P3650D,"
    })
    void saysWhatIsWrong(String value, String fault) {
        assertThat(
                        Configs.wrong(DeadLetterConfig.SETTINGS, "DEAD_LETTER_RETENTION", value)
                                .orElse(null))
                .isEqualTo(fault);
    }
}
