package dev.hostkeysync.hostkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyDigitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"004827", "4820931", "0000000000"})
    void keepsSixToTenDigitsAsTheyAre(String digits) {
        assertThat(HostKeyDigits.of(digits).reveal()).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "48209", "48209317301", "48209a", " 482093", "-48209", "٤٨٢٠٩٣"})
    void refusesAnythingElseWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> HostKeyDigits.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a host key is 6 to 10 digits");
    }

    @Test
    void printsNoDigits() {
        assertThat(HostKeyDigits.of("482093")).hasToString("[redacted]");
    }

    @Test
    void comparesByDigits() {
        assertThat(HostKeyDigits.of("482093"))
                .isEqualTo(HostKeyDigits.of("482093"))
                .hasSameHashCodeAs(HostKeyDigits.of("482093"))
                .isNotEqualTo(HostKeyDigits.of("0482093"));
    }
}
