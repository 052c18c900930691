package dev.hostkeysync.reconcile.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationConfigTest {

    @Test
    void isOffByDefault() {
        assertThat(Configs.of(RotationConfig.class, Map.of()).maxAge()).isEmpty();
    }

    @Test
    void readsEveryVariable() {
        assertThat(Configs.of(RotationConfig.class, Map.of("HOSTKEY_MAX_AGE", "P90D")).maxAge())
                .contains("P90D");
    }

    @ParameterizedTest
    @CsvSource({
        "P90D, 90",
        "P1D, 1",
        "PT36H, 1.5",
        "P1Y6M, 545",
        "P10Y, 3650",
        "P2W, 14",
        "P1DT12H, 1.5"
    })
    void takesPeriodsAndDurations(String text, double days) {
        assertThat(MaxAge.parse(text)).isEqualTo(Duration.ofMinutes(Math.round(days * 1440)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "P1D |",
                "P10Y |",
                "\"\" |",
                "PT23H | 'PT23H' is out of range",
                "P10Y1D | 'P10Y1D' is out of range",
                "-P90D | '-P90D' is out of range",
                "90 | '90' is not a duration",
                "P1YT12H | 'P1YT12H' is not a duration",
            })
    void saysWhatIsWrong(String value, @Nullable String fault) {
        assertThat(RotationConfig.SETTINGS.getFirst().check(Optional.of(value)))
                .isEqualTo(
                        Optional.ofNullable(fault)
                                .map(what ->
                                        "HOSTKEY_MAX_AGE: "
                                                + what
                                                + "; expected an ISO 8601 duration from P1D to P10Y"
                                                + " such as P90D"));
    }
}
