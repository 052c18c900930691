package dev.hostkeysync.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyPolicyTest {

    private final HostKeyPolicy policy = new HostKeyPolicy();

    @ParameterizedTest
    @CsvSource({
        "000000, REPETITION", // one digit
        "121212, REPETITION", // a pair
        "123123, REPETITION", // a triple
        "1231231, REPETITION", // a triple, the last one cut short
        "48214821, REPETITION", // a block of four
        "4821948219, REPETITION", // a block of five
        "112299, REPETITION", // pairs
        "1122993, REPETITION", // pairs and one more
        "577773, REPETITION", // four in a row
        "100005, REPETITION",
        "123456, RUN",
        "987654, RUN",
        "890123, RUN", // over the nine
        "210987, RUN",
        "612340, RUN", // four in a row
        "9054328, RUN",
        "122221, PALINDROME",
        "112211, PALINDROME",
        "121121, PALINDROME",
        "3363633, PALINDROME", // of an odd length
        "310184, DATE", // DDMMYY
        "013184, DATE", // MMDDYY
        "840131, DATE", // YYMMDD
        "290223, DATE", // every year has a 29 February
        "198407, DATE", // YYYYMM
        "072031, DATE", // MMYYYY
        "31121984, DATE", // DDMMYYYY
        "12311984, DATE", // MMDDYYYY
        "20490706, DATE", // YYYYMMDD
        "531121984, DATE", // inside nine digits
        "3112198472, DATE", // inside ten
        "159632, DIAL_PAD", // a walk with corners
        "085214, DIAL_PAD",
        "1478963, DIAL_PAD", // around the pad
        "147258, DIAL_PAD", // columns
        "159357, DIAL_PAD", // diagonals
        "963085, DIAL_PAD", // the column that ends at zero
        "1593571, DIAL_PAD", // one left over
        "14725836, DIAL_PAD", // two left over
    })
    void refusesPatterns(String digits, Refusal refusal) {
        assertThat(policy.refusal(HostKeyDigits.of(digits), List.of())).contains(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "482093",
                "004827", // leading zeros
                "442293", // two pairs and no third
                "577735", // three in a row
                "123748", // three count up
                "890274",
                "366363", // one pair, no mirror
                "482284", // a mirror of three digits
                "320184", // the 32nd
                "301384", // a 13th month
                "300299", // 30 February
                "199913", // a 13th month of a year
                "210084", // no month zero
                "187407", // not a year of ours
                "3101847", // seven digits are never a date
                "31121884", // not a year of ours
                "159638", // a walk but for its last step
                "147253", // two lines but for the last key
                "582470", // no line: 5, 8, 2 turns back
            })
    void acceptsWhatOnlyResemblesAPattern(String digits) {
        assertThat(policy.refusal(HostKeyDigits.of(digits), List.of())).isEmpty();
    }

    @Test
    void refusesTheLastKeysOfTheUser() {
        HostKeyDigits key = HostKeyDigits.of("482093");

        assertThat(policy.refusal(key, List.of(HostKeyDigits.of("730164"), key)))
                .contains(Refusal.RECENT);
        assertThat(policy.refusal(key, List.of(HostKeyDigits.of("730164")))).isEmpty();
    }

    @Test
    void leavesEightyEightOfAHundredKeysOfSixDigits() {
        Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
        int accepted = 0;

        for (int i = 0; i < 1_000_000; i++) {
            HostKeyDigits key = HostKeyDigits.of(Integer.toString(1_000_000 + i).substring(1));
            Optional<Refusal> refusal = policy.refusal(key, List.of());
            refusal.ifPresent(why -> refused.merge(why, 1, Integer::sum));
            accepted += refusal.isEmpty() ? 1 : 0;
        }

        assertThat(accepted).isEqualTo(876_170);
        assertThat(refused)
                .isEqualTo(
                        Map.of(
                                Refusal.PALINDROME, 270,
                                Refusal.REPETITION, 4_420,
                                Refusal.RUN, 5_600,
                                Refusal.DATE, 85_190,
                                Refusal.DIAL_PAD, 28_350));
    }

    @Test
    void namesNoDigitsInItsReasons() {
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::reason))
                .noneMatch(reason -> reason.matches(".*[0-9].*"))
                .doesNotHaveDuplicates();
    }
}
