package dev.hostkeysync.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.hostkey.HostKeyDigits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The forms of Zoom's help page on host keys, of the pages it points to, and of universities that
/// explain them.
class DialStringsTest {

    private static final Connector CONNECTOR = new Connector("zoomcrc.com", "144.195.19.161");

    @ParameterizedTest
    @CsvSource({
        // everything: [IP]##[Meeting ID]#[Password]#[Layout]#[Host Key]
        "123456789, 12345, 11, , 123456, 123456789.12345.11.123456, 123456789#12345#11#123456",
        // with a password and no layout: [Meeting ID].[Password]..[HostKey]
        "92674392836, 482913, , , 482093, 92674392836.482913..482093, 92674392836#482913##482093",
        // without a password: [Meeting ID]...[HostKey], [IP]##[Meeting ID]###[Host Key]
        "92674392836, , , , 482093, 92674392836...482093, 92674392836###482093",
        "92674392836, , 11, , 482093, 92674392836..11.482093, 92674392836##11#482093",
        // nobody claims host
        "92674392836, , , 308, , 92674392836..308, 92674392836##308",
        "92674392836, 482913, 11, , , 92674392836.482913.11, 92674392836#482913#11",
        "92674392836, 482913, , , , 92674392836.482913, 92674392836#482913",
        "92674392836, , , , , 92674392836, 92674392836",
        // the room engineer's: meetingid.passcode.command.hostkey
        "92674392836, 482913, , 504, 482093, 92674392836.482913.504.482093, 92674392836#482913#504#482093",
        "92674392836, 482913, 11, mute DTMF prompt+100006, 482093,"
                + " 92674392836.482913.11504100006.482093, 92674392836#482913#11504100006#482093",
        // leading zeros, ten digits
        "926743928, 0000000001, 0, 7, 0482093001, 926743928.0000000001.07.0482093001,"
                + " 926743928#0000000001#07#0482093001",
    })
    void hasEveryThingAtItsPlace(
            String meeting,
            @Nullable String passcode,
            @Nullable String layout,
            @Nullable String commands,
            @Nullable String hostKey,
            String sip,
            String h323) {
        DialStrings strings =
                DialStrings.of(
                        new Destination(
                                new MeetingId(meeting),
                                Optional.ofNullable(passcode).flatMap(Passcode::parse),
                                new RoomOptions(
                                        Optional.ofNullable(layout).map(Layout::new),
                                        commands(commands)),
                                Optional.ofNullable(hostKey).map(HostKeyDigits::of)),
                        CONNECTOR);

        assertThat(strings.sip()).isEqualTo(sip + "@zoomcrc.com");
        assertThat(strings.h323()).isEqualTo("144.195.19.161##" + h323);
    }

    @Test
    void dialsAnAddressInsteadOfADomain() {
        DialStrings strings =
                DialStrings.of(
                        destination(Optional.empty(), RoomOptions.NONE, "123456"),
                        new Connector("192.168.1.25", "crc.example.com"));

        assertThat(strings.sip()).isEqualTo("92674392836...123456@192.168.1.25");
        assertThat(strings.h323()).isEqualTo("crc.example.com##92674392836###123456");
    }

    @Test
    void printsNoDigits() {
        Destination destination =
                destination(Passcode.parse("482913"), RoomOptions.NONE, "0482093");

        String printed = destination + " " + DialStrings.of(destination, CONNECTOR);

        assertThat(printed).doesNotContain("482913").doesNotContain("482093");
    }

    /// Whatever is built can be taken apart into what it was built from.
    @Test
    void losesNothing() {
        Random random = new Random(20261122);
        for (int i = 0; i < 10_000; i++) {
            List<String> places = places(random);
            DialStrings strings =
                    DialStrings.of(
                            new Destination(
                                    new MeetingId(places.get(0)),
                                    Passcode.parse(places.get(1)),
                                    new RoomOptions(Layout.parse(places.get(2)), List.of()),
                                    Optional.of(places.get(3))
                                            .filter(key -> !key.isEmpty())
                                            .map(HostKeyDigits::of)),
                            CONNECTOR);

            assertThat(apart(strings.sip().replaceAll("@zoomcrc\\.com$", ""), "\\."))
                    .isEqualTo(places);
            assertThat(apart(strings.h323().replaceAll("^144\\.195\\.19\\.161##", ""), "#"))
                    .isEqualTo(places);
            assertThat(strings.sip()).doesNotContain(".@");
            assertThat(strings.h323()).doesNotEndWith("#");
        }
    }

    private static List<String> places(Random random) {
        return List.of(
                digits(random, 9 + random.nextInt(3)),
                digits(random, random.nextBoolean() ? 0 : 1 + random.nextInt(10)),
                digits(random, random.nextBoolean() ? 0 : 1 + random.nextInt(6)),
                digits(random, random.nextBoolean() ? 0 : 6 + random.nextInt(5)));
    }

    private static String digits(Random random, int length) {
        return random.ints(length, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private static List<String> apart(String text, String separator) {
        List<String> places = new ArrayList<>(Arrays.asList(text.split(separator, -1)));
        while (places.size() < 4) {
            places.add("");
        }
        return places;
    }

    private static Destination destination(
            Optional<Passcode> passcode, RoomOptions options, String hostKey) {
        return new Destination(
                new MeetingId("92674392836"),
                passcode,
                options,
                Optional.of(HostKeyDigits.of(hostKey)));
    }

    private static List<Command> commands(@Nullable String names) {
        return names == null
                ? List.of()
                : Stream.of(names.split("\\+"))
                        .map(name -> Command.parse(name).orElseThrow())
                        .toList();
    }
}
