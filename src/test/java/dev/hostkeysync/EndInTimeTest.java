package dev.hostkeysync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndInTimeTest {

    @ParameterizedTest
    @CsvSource({",PT0S", "'',PT0S", "5,PT5S", "5s,PT5S", "PT0.5S,PT0.5S", "1m,PT1M"})
    void knowsHowLongRequestsAreAnswered(String variable, Duration delay) {
        assertThat(EndInTime.delay(variable)).isEqualTo(delay);
    }
}
