package dev.hostkeysync.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.FieldFault;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.dialing.Connector;
import dev.hostkeysync.dialing.DialingFixture;
import dev.hostkeysync.dialing.KnownCommand;
import dev.hostkeysync.dialing.Layout;
import dev.hostkeysync.dialing.MeetingId;
import dev.hostkeysync.dialing.Passcode;
import dev.hostkeysync.dialing.RawCommand;
import dev.hostkeysync.dialing.RoomOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What may be asked for, and which member is named when it may not.
class DialStringItemTest {

    @Test
    void readsEverything() {
        assertThat(
                        parse(
                                """
                                {"user":"zoe@example.com","meetingId":"92674392836","passcode":"0482913","layout":"11",
                                 "commands":["mute DTMF prompt","717",309],"region":"sydney","includeHostKey":true}\
                                """))
                .isEqualTo(
                        new DialStringItem.Right(
                                Optional.of("zoe@example.com"),
                                new MeetingId("92674392836"),
                                Passcode.parse("0482913"),
                                new RoomOptions(
                                        Optional.of(new Layout("11")),
                                        List.of(
                                                KnownCommand.MUTE_DTMF_PROMPT,
                                                new RawCommand("717"),
                                                KnownCommand.FULL_HD)),
                                new Connector("zoomcrc.com", "159.124.104.213")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{`user`:`zoe@example.com`,`meetingId`:92674392836}",
                "{`user`:`zoe@example.com`,`meetingId`:`92674392836`,`passcode`:``,`layout`:``,`region`:``,`commands`:[]}",
                "{`user`:` zoe@example.com `,`meetingId`:`92674392836`,`passcode`:null,`layout`:null,`region`:null,"
                        + "`commands`:null,`includeHostKey`:null}",
            })
    void takesWhatIsEmptyAsNotGiven(String body) {
        assertThat(parse(body.replace('`', '"')))
                .isEqualTo(
                        new DialStringItem.Right(
                                Optional.of("zoe@example.com"),
                                new MeetingId("92674392836"),
                                Optional.empty(),
                                RoomOptions.NONE,
                                new Connector("zoomcrc.com", "144.195.19.161")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{`meetingId`:`92674392836`,`includeHostKey`:false}",
                "{`meetingId`:`92674392836`,`includeHostKey`:false,`user`:`zoe@example.com`}",
            })
    void needsNobodyWithoutAHostKey(String body) {
        DialStringItem.Right item = (DialStringItem.Right) parse(body.replace('`', '"'));

        assertThat(item.user()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`meetingId`:`926 7439 2836` | meetingId must be 9 to 11 digits, without blanks or dashes",
                "`meetingId`:`` | meetingId must be 9 to 11 digits, without blanks or dashes",
                "`meetingId`:1.5 | meetingId must be text in quotes",
                "`meetingId`:null | meetingId is missing; it must be 9 to 11 digits, without blanks or dashes",
                "`passcode`:`aB3!x` | passcode must be the numeric passcode for room systems, 1 to 10 digits (h323_password at Zoom, not password)",
                "`passcode`:`12345678901` | passcode must be the numeric passcode for room systems, 1 to 10 digits (h323_password at Zoom, not password)",
                "`passcode`:482913 | passcode must be text in quotes",
                "`layout`:`gallery` | layout must be 1 to 6 digits such as 11",
                "`commands`:`504` | commands must be a list",
                "`commands`:[`308`,`505`] | commands cannot have single stream (505) and dual stream (308, 608) at once",
                "`region`:`atlantis` | region must be one of amsterdam, brazil, china, germany, hong-kong, hyderabad, melbourne, mumbai, osaka, singapore, sydney, tokyo, toronto, us-east, us-west, vancouver",
                "`user`:`` | user is missing: the e-mail address, Zoom user id or id of the host; without a host key, send includeHostKey: false",
                "`user`:7 | user must be text in quotes",
                "`includeHostKey`:`no` | includeHostKey must be true or false",
                "`includeHostkey`:false | includeHostkey is not known here; possible are commands, includeHostKey, layout, meetingId, passcode, region, user",
            })
    void namesTheWrongMember(String member, String fault) {
        String rest = "{\"user\":\"zoe@example.com\",\"meetingId\":\"92674392836\",";

        DialStringItem.Wrong item =
                (DialStringItem.Wrong) parse(rest + member.replace('`', '"') + "}");

        String name = fault.substring(0, fault.indexOf(' '));
        assertThat(item.problem().status()).isEqualTo(400);
        assertThat(item.problem().errors()).contains(new FieldFault("#/" + name, fault));
        assertThat(item.problem().errors()).allMatch(one -> one.pointer().equals("#/" + name));
    }

    @Test
    void namesTheKnownCommandsBesideAnUnknownOne() {
        DialStringItem.Wrong item =
                (DialStringItem.Wrong)
                        parse(
                                """
                                {"user":"zoe@example.com","meetingId":"92674392836","commands":["shout",{}]}\
                                """);

        assertThat(item.problem().errors())
                .singleElement()
                .extracting(FieldFault::detail)
                .asString()
                .startsWith(
                        "commands has one that is unknown: it must be a number of up to 9 digits, or one of music mode, dual stream,");
    }

    @Test
    void namesAllAtOnce() {
        DialStringItem.Wrong item =
                (DialStringItem.Wrong) parse("{\"passcode\":\"x\",\"layout\":\"y\"}");

        assertThat(item.problem().errors())
                .extracting(FieldFault::pointer)
                .containsExactly("#/user", "#/meetingId", "#/passcode", "#/layout");
    }

    @Test
    void isAnObject() {
        assertThatThrownBy(() -> parse("[]")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> DialStringItem.parse(null, DialingFixture.regions()))
                .isInstanceOf(ProblemException.class);
    }

    private static DialStringItem parse(String json) {
        try {
            return DialStringItem.parse(new JsonMapper().readTree(json), DialingFixture.regions());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
