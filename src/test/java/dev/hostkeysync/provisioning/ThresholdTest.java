package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    @ParameterizedTest
    @CsvSource({
        "20, 5, 0, 20",
        "20, 5, 60, 20",
        "20, 5, 400, 20",
        "20, 5, 419, 20",
        "20, 5, 420, 21",
        "20, 5, 1000, 50",
        "20, 5, 1000000, 50000",
        "20, 2.5, 1000, 25",
        "20, 0, 1000000, 20",
        "0, 5, 19, 0",
        "0, 5, 20, 1",
        "0, 0, 1000000, 0",
        "0, 100, 7, 7",
        "3, 0.001, 1000000, 10"
    })
    void allowsTheLargerOfTheTwo(long count, BigDecimal percent, long population, long allowed) {
        assertThat(new Threshold(count, percent).allowed(population)).isEqualTo(allowed);
    }
}
