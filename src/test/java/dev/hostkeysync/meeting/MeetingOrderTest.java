package dev.hostkeysync.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.common.FieldFault;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.dialing.Connector;
import dev.hostkeysync.dialing.KnownCommand;
import dev.hostkeysync.dialing.Layout;
import dev.hostkeysync.dialing.RoomOptions;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.lookup.RoomWish;
import dev.hostkeysync.zoom.NewZoomMeeting;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What may be asked for, and which member is named when it may not.
class MeetingOrderTest {

    private static final String LEAST =
            "\"scheduleFor\":\"ceo@example.com\",\"topic\":\"Board\",\"startTime\":\"2026-12-01T09:00:00Z\"";

    @Test
    void readsEverything() {
        assertThat(
                        Office.order(
                                """
                                {"scheduleFor":" ceo@example.com ","scheduledBy":"30R7kT7bTIKSNUFEuH_Qlg","topic":"Board",
                                 "startTime":"2026-12-01T10:00:00.7+01:00","durationMinutes":45,"timezone":"Europe/Berlin",
                                 "grantPrivilege":true,"agenda":"Numbers","passcode":"0482913","joinBeforeHost":true,
                                 "waitingRoom":false,"muteUponEntry":true,"hostVideo":false,"participantVideo":true,
                                 "autoRecording":"cloud","alternativeHosts":["a@example.com"],"layout":"11",
                                 "commands":["mute DTMF prompt"],"region":"sydney","includeHostKey":false,
                                 "includeStartUrl":true}\
                                """))
                .isEqualTo(
                        new MeetingOrder(
                                "ceo@example.com",
                                Optional.of("30R7kT7bTIKSNUFEuH_Qlg"),
                                "Board",
                                Instant.parse("2026-12-01T09:00:00Z"),
                                Duration.ofMinutes(45),
                                Optional.of(ZoneId.of("Europe/Berlin")),
                                Optional.of(Secret.of("0482913")),
                                new NewZoomMeeting.Options(
                                        Optional.of("Numbers"),
                                        Optional.of(true),
                                        Optional.of(false),
                                        Optional.of(true),
                                        Optional.of(false),
                                        Optional.of(true),
                                        Optional.of("cloud"),
                                        List.of(new EmailAddress("a@example.com"))),
                                new RoomWish(
                                        new RoomOptions(
                                                Optional.of(new Layout("11")),
                                                List.of(KnownCommand.MUTE_DTMF_PROMPT)),
                                        new Connector("zoomcrc.com", "159.124.104.213")),
                                false,
                                true,
                                true));
    }

    @Test
    void needsLittle() {
        MeetingOrder order = Office.order("{" + LEAST + ",\"timezone\":null,\"passcode\":null}");

        assertThat(order.scheduledBy()).isEmpty();
        assertThat(order.duration()).isEqualTo(Duration.ofMinutes(60));
        assertThat(order.timezone()).isEmpty();
        assertThat(order.options()).isEqualTo(NewZoomMeeting.Options.NONE);
        assertThat(order.includeHostKey()).isTrue();
        assertThat(order.grantPrivilege()).isFalse();
        assertThat(order.includeStartUrl()).isFalse();
        assertThat(order).asString().doesNotContain("ceo", "Board");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T09:00:00Z, , 2026-12-01T09:00:00Z",
        "2026-12-01T09:00Z, , 2026-12-01T09:00:00Z",
        "2026-12-01T09:00:00-05:00, Europe/Berlin, 2026-12-01T14:00:00Z",
        "2026-12-01T09:00:00, Europe/Berlin, 2026-12-01T08:00:00Z",
        "2026-07-01T09:00, Europe/Berlin, 2026-07-01T07:00:00Z",
        "2026-10-25T02:30:00, Europe/Berlin, 2026-10-25T00:30:00Z",
        "2026-12-01T09:00:00, UTC, 2026-12-01T09:00:00Z",
    })
    void knowsTheMoment(String text, String zone, String moment) {
        MeetingOrder order =
                Office.order(
                        "{"
                                + LEAST.replace("2026-12-01T09:00:00Z", text)
                                + (zone == null ? "" : ",\"timezone\":\"" + zone + "\"")
                                + "}");

        assertThat(order.start()).isEqualTo(Instant.parse(moment));
        assertThat(order.timezone().map(ZoneId::getId).orElse(null)).isEqualTo(zone);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    `scheduleFor`:null            | scheduleFor is missing: the host, whose e-mail address, Zoom user id or id
                    `scheduleFor`:`me`            | scheduleFor must be an e-mail address, a Zoom user id or the id of a user here
                    `scheduleFor`:`../../account` | scheduleFor must be an e-mail address, a Zoom user id or the id of a user here
                    `scheduleFor`:7               | scheduleFor must be text in quotes
                    `scheduledBy`:``              | scheduledBy must be an e-mail address, a Zoom user id or the id of a user here
                    `grantPrivilege`:true         | grantPrivilege needs scheduledBy: without it the meeting is made in the host's own name
                    `grantPrivilege`:`yes`        | grantPrivilege must be true or false
                    `topic`:null                  | topic is missing: 1 to 200 characters
                    `topic`:` `                   | topic must have 1 to 200 characters on one line
                    `topic`:`a\\nb`               | topic must have 1 to 200 characters on one line
                    `startTime`:null              | startTime is missing; it must be a time such as 2026-12-01T09:00:00Z, or 2026-12-01T09:00:00 with a timezone
                    `startTime`:`tomorrow`        | startTime must be a time such as 2026-12-01T09:00:00Z, or 2026-12-01T09:00:00 with a timezone
                    `startTime`:`+12026-12-01T09:00:00Z` | startTime must be a time such as 2026-12-01T09:00:00Z, or 2026-12-01T09:00:00 with a timezone
                    `startTime`:`2026-12-01T09:00:00` | startTime has no offset: end it with Z, or add a timezone
                    `startTime`:`2027-03-28T02:30:00`,`timezone`:`Europe/Berlin` | startTime does not exist in this timezone: its clocks are put forward then
                    `timezone`:`Berlin`           | timezone must be a time zone's name such as Europe/Berlin or UTC
                    `timezone`:`+01:00`           | timezone must be a time zone's name such as Europe/Berlin or UTC
                    `durationMinutes`:0           | durationMinutes must be a whole number from 1 to 1440
                    `durationMinutes`:1441        | durationMinutes must be a whole number from 1 to 1440
                    `durationMinutes`:`45`        | durationMinutes must be a whole number from 1 to 1440
                    `passcode`:`aB3!x`            | passcode must be 1 to 10 digits as text: room devices have no letters
                    `passcode`:482913             | passcode must be text in quotes
                    `waitingRoom`:`on`            | waitingRoom must be true or false
                    `autoRecording`:`disk`        | autoRecording must be none, local or cloud
                    `alternativeHosts`:`a@example.com`    | alternativeHosts must be a list of at most 20 e-mail addresses
                    `alternativeHosts`:[`a`]              | alternativeHosts must be a list of at most 20 e-mail addresses
                    `alternativeHosts`:[`a@example.com;b@example.com`] | alternativeHosts must be a list of at most 20 e-mail addresses
                    `layout`:`gallery`            | layout must be 1 to 6 digits such as 11
                    `commands`:`504`              | commands must be a list
                    `includeStartUrl`:1           | includeStartUrl must be true or false
                    `includeHostKey`:`no`         | includeHostKey must be true or false
                    """)
    void namesTheWrongMember(String member, String fault) {
        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class,
                        () -> Office.order("{" + LEAST + "," + member.replace('`', '"') + "}"));

        String name = fault.substring(0, fault.indexOf(' '));
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().errors()).containsExactly(new FieldFault("#/" + name, fault));
    }

    @Test
    void namesAllAtOnce() {
        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class,
                        () ->
                                Office.order(
                                        "{\"schedule_for\":\"ceo@example.com\",\"duration\":45}"));

        assertThat(refused.problem().errors())
                .extracting(FieldFault::pointer)
                .containsExactly(
                        "#/schedule_for", "#/duration", "#/scheduleFor", "#/topic", "#/startTime");
    }

    @Test
    void isAnObject() {
        assertThatThrownBy(() -> Office.order("[]")).isInstanceOf(ProblemException.class);
    }
}
