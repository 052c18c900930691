package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REQUIRED  |      | N: is not set; expected a number",
                "REQUIRED  | ''   | N: is not set; expected a number",
                "REQUIRED  | x    | N: its value cannot be read; expected a number",
                "REQUIRED  | 7    |",
                "OPTIONAL  |      |",
                "OPTIONAL  | ' '  |",
                "OPTIONAL  | x    | N: its value cannot be read; expected a number",
                "DEFAULTED |      |",
                "DEFAULTED | ''   | N: is empty; unset it, or give a number",
                "DEFAULTED | x    | N: its value cannot be read; expected a number",
            })
    void saysInOneLineWhatIsWrong(Setting.Need need, String value, String fault) {
        Setting setting = new Setting("N", "a number", need, Setting.parsedBy(Integer::parseInt));

        assertThat(setting.check(Optional.ofNullable(value))).isEqualTo(Optional.ofNullable(fault));
    }
}
