package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

    @ParameterizedTest
    @CsvSource({
        ", , 1, 100",
        "1, 1, 1, 1",
        "101, 100, 101, 100",
        "0, 10, 1, 10",
        "-5, 10, 1, 10",
        "1, 0, 1, 0",
        "1, -1, 1, 0",
        "1, 1001, 1, 1000",
        "99999999999999999999, 99999999999999999999, 2147483647, 1000",
        "-99999999999999999999, -99999999999999999999, 1, 0",
    })
    void isTheNearestThatIsPossible(
            @Nullable String startIndex, @Nullable String count, int expectedStart, int expected) {
        assertThat(Page.of(Optional.ofNullable(startIndex), Optional.ofNullable(count)))
                .isEqualTo(new Page(expectedStart, expected));
    }

    @ParameterizedTest
    @CsvSource({"one, 1, startIndex", "1, 1.5, count", "0x1, 1, startIndex", "1, 1 0, count"})
    void refusesWhatIsNoInteger(String startIndex, String count, String name) {
        assertThat(
                        Refusals.line(
                                Refusals.of(() ->
                                        Page.of(Optional.of(startIndex), Optional.of(count)))))
                .isEqualTo("400 invalidValue '" + name + "' must be an integer");
    }
}
