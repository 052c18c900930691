package dev.hostkeysync.dialing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What may stand at each place.
class PlacesTest {

    @ParameterizedTest
    @CsvSource({
        "926743928, true",
        "92674392836, true",
        "92674392, false",
        "926743928361, false",
        "926 7439 2836, false",
        "926-7439-2836, false",
        "9267439283a, false",
        "９２６７４３９２８, false",
        "'', false",
    })
    void aMeetingIdHasDigitsOnly(String text, boolean right) {
        assertThat(MeetingId.parse(text).isPresent()).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "4, true",
        "0000000001, true",
        "00000000012, false",
        "aB3!x, false",
        "48.29, false",
        "48#29, false",
        "'', false",
    })
    void aPasscodeIsTheNumericOne(String text, boolean right) {
        assertThat(Passcode.parse(text).isPresent()).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({"11, true", "308, true", "1, true", "1234567, false", "x, false", "'', false"})
    void aLayoutIsANumber(String text, boolean right) {
        assertThat(Layout.parse(text).isPresent()).isEqualTo(right);
    }

    @Test
    void nothingElseCanBeMade() {
        assertThatThrownBy(() -> new MeetingId("1"))
                .hasMessage("a meeting id must be 9 to 11 digits, without blanks or dashes");
        assertThatThrownBy(() -> new Layout("a"))
                .hasMessage("a layout must be 1 to 6 digits such as 11");
        assertThatThrownBy(() -> new RawCommand("a"))
                .hasMessage("a command is a number of up to 9 digits");
    }

    @ParameterizedTest
    @CsvSource({
        "mute DTMF prompt, 504",
        "Mute-DTMF-Prompt, 504",
        "MUTE_DTMF_PROMPT, 504",
        "favor content, 100006",
        "favour content, 100006",
        "1080p, 309",
        "aes-256, 100009",
        "volume 3, 300003",
        "504, 504",
        "717, 717",
        "123456789, 123456789",
        "1234567890,",
        "unmute,",
        "'',",
        "5.4,",
    })
    void aCommandHasANameOrIsANumber(String text, @Nullable String digits) {
        assertThat(Command.parse(text).map(Command::digits)).isEqualTo(Optional.ofNullable(digits));
    }

    @ParameterizedTest
    @EnumSource(KnownCommand.class)
    void everyKnownCommandIsFoundByNameAndNumber(KnownCommand command) {
        assertThat(Command.parse(command.wireName())).contains(command);
        assertThat(Command.parse(command.digits())).contains(command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "   | 504 506 |",
                "11 | 308 504 |",
                "11 | 505     |",
                "11 | 504 504 | has the same one twice",
                "   | 308 505 | cannot have single stream (505) and dual stream (308, 608) at once",
                "   | 505 608 | cannot have single stream (505) and dual stream (308, 608) at once",
                "608| 505     | cannot have single stream (505) and dual stream (308, 608) at once",
                "   | 1 2 3 4 5 6 7 8 9 10 |",
                "   | 1 2 3 4 5 6 7 8 9 10 11 | may be at most 10",
            })
    void someCommandsDoNotGoTogether(
            @Nullable String layout, String commands, @Nullable String conflict) {
        List<Command> all =
                Stream.of(commands.split(" "))
                        .map(one -> Command.parse(one).orElseThrow())
                        .toList();

        assertThat(new RoomOptions(Optional.ofNullable(layout).map(Layout::new), all).conflict())
                .isEqualTo(Optional.ofNullable(conflict));
    }
}
