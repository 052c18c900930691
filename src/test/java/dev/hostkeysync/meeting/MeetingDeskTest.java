package dev.hostkeysync.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.FieldFault;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.AssistantGrant;
import dev.hostkeysync.zoom.DocumentedAnswers;
import dev.hostkeysync.zoom.MeetingCreation;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who schedules for whom, within which limits, and what is said when Zoom will not.
class MeetingDeskTest {

    private static final String OWN =
            """
            {"scheduleFor":"ceo@example.com","topic":"Board","startTime":"2026-12-01T09:00:00Z"}\
            """;

    private static final String GRANTING = Office.BOARD.replace("}", ",\"grantPrivilege\":true}");

    private final Office office = new Office();

    @Test
    void schedulesForSomebodyElse() {
        UserId ceo = office.created("ceo@example.com");
        UserId pa = office.created("pa@example.com");

        MeetingDesk.Scheduled scheduled = office.schedule(Office.BOARD, "");

        assertThat(scheduled.repeated()).isFalse();
        assertThat(scheduled.meeting())
                .isEqualTo(
                        new Meeting(
                                "92674392836",
                                "https://example.zoom.us/j/92674392836?pwd=x",
                                "482913",
                                "30R7kT7bTIKSNUFEuH_Qlg",
                                "ceo@example.com",
                                "2026-12-01T09:00:00Z",
                                null));
        assertThat(office.calls).containsExactly("create by pa@example.com for ceo@example.com");
        assertThat(office.trail())
                .containsExactly(
                        "rooms meeting.schedule " + ceo + " by user " + pa,
                        "rooms meeting.scheduled "
                                + ceo
                                + " meeting 92674392836, Zoom's host 30R7kT7bTIKSNUFEuH_Qlg");
        assertThat(office.rows()).isEmpty();
        assertThat(office.counted()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ceo@example.com        |                        | create by ceo@example.com
                    ceo@example.com        | CEO@example.com        | create by ceo@example.com
                    other@example.com      |                        | create by other@example.com
                    30R7kT7bTIKSNUFEuH_Qlg | pa@example.com         | create by pa@example.com for 30R7kT7bTIKSNUFEuH_Qlg
                    ceo@example.com        | 30R7kT7bTIKSNUFEuH_Qlg | create by 30R7kT7bTIKSNUFEuH_Qlg for ceo@example.com
                    """)
    void namesPeopleToZoomAsItKnowsThem(String host, String scheduler, String call) {
        UserId _ = office.created("ceo@example.com");

        var _ =
                office.schedule(
                        OWN.replace(
                                "\"ceo@example.com\"",
                                "\""
                                        + host
                                        + "\""
                                        + (scheduler == null
                                                ? ""
                                                : ",\"scheduledBy\":\"" + scheduler + "\"")),
                        "");

        assertThat(office.calls).containsExactly(call);
    }

    @Test
    void takesOurIdForAUser() {
        UserId ceo = office.created("ceo@example.com");

        var _ = office.schedule(OWN.replace("ceo@example.com", ceo.toString()), "");
        Problem nobody =
                office.refused(
                        OWN.replace("ceo@example.com", "0199aa00-0000-7000-8000-000000000009"), "");

        assertThat(office.calls).containsExactly("create by ceo@example.com");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.errors())
                .containsExactly(new FieldFault("#/scheduleFor", "scheduleFor means nobody"));
    }

    @Test
    void grantsThePrivilegeFirstAndWritesItDown() {
        UserId ceo = office.created("ceo@example.com");

        var _ = office.schedule(GRANTING, "");

        assertThat(office.calls)
                .containsExactly(
                        "grant pa@example.com for ceo@example.com",
                        "create by pa@example.com for ceo@example.com");
        assertThat(office.trail())
                .startsWith(
                        "rooms meeting.schedule " + ceo + " by address sha256:855f3f6d73cfddc4",
                        "rooms meeting.grant-privilege "
                                + ceo
                                + " to schedule, asked for by address sha256:855f3f6d73cfddc4");
    }

    @Test
    void grantsNobodyAPrivilegeForThemselves() {
        var _ = office.schedule(GRANTING.replace("pa@", "ceo@"), "");

        assertThat(office.calls).containsExactly("create by ceo@example.com");
        assertThat(office.trail()).noneMatch(entry -> entry.contains("grant-privilege"));
    }

    @Test
    void tellsTheStartUrlOnlyWithItsScope() {
        String body = OWN.replace("}", ",\"includeStartUrl\":true}");

        Problem refused = office.refused(body, "k");
        office.may(Scope.MEETING_WRITE, Scope.MEETING_START_URL);
        Meeting first = office.schedule(body, "k").meeting();
        Meeting again = office.schedule(body, "k").meeting();
        Meeting notAsked = office.schedule(OWN, "").meeting();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.detail())
                .hasValueSatisfying(text -> assertThat(text).contains("meeting.start-url"));
        assertThat(first.startUrl()).isEqualTo("https://example.zoom.us/s/92674392836?zak=y");
        assertThat(again).isEqualTo(first);
        assertThat(notAsked.startUrl()).isNull();
        assertThat(office.calls).hasSize(2);
        assertThat(office.trail())
                .contains(
                        "rooms meeting.schedule - for address sha256:595fbb957c0be494: in the host's own name, start URL asked for",
                        "rooms meeting.start-url - for address sha256:595fbb957c0be494: meeting 92674392836");
    }

    @Test
    void schedulesNothingInThePast() {
        Problem past = office.refused(OWN.replace("2026-12-01", "2026-11-22"), "k");

        assertThat(past.status()).isEqualTo(400);
        assertThat(past.errors())
                .containsExactly(new FieldFault("#/startTime", "startTime lies in the past"));
        assertThat(office.calls).isEmpty();
        assertThat(office.rows()).isEmpty();
        assertThat(office.counted()).isZero();
    }

    @Test
    void stopsAtTheHundredthMeetingOfTheHostsDay() {
        UserId ceo = office.created("ceo@example.com");
        IntStream.range(0, 100).forEach(_ -> office.schedule(OWN, ""));

        Problem refused = office.refused(OWN.replace("ceo@example.com", ceo.toString()), "k");
        var _ = office.schedule(OWN.replace("ceo@", "other@"), "");
        office.clock.pass(Duration.ofHours(14));
        var _ = office.schedule(OWN, "k");

        assertThat(refused.type()).hasToString("urn:hostkey-sync:problem/host-day-used");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).contains(Duration.parse("PT13H44M30S"));
        assertThat(refused.detail())
                .hasValueSatisfying(
                        text -> assertThat(text).contains("100 meetings a day", "00:00 UTC"));
        assertThat(office.calls).hasSize(102);
    }

    @Test
    void believesZoomAboutTheDay() {
        office.answer =
                Optional.of(
                        new MeetingCreation.HostDayUsed(
                                Duration.ofHours(1), "Zoom answered 429/429: used up"));
        Problem first = office.refused(OWN, "k");
        office.answer = Optional.empty();

        Problem second = office.refused(OWN, "k");

        assertThat(first.type()).isEqualTo(second.type());
        assertThat(first.detail())
                .hasValueSatisfying(text -> assertThat(text).contains("Zoom answered 429/429"));
        assertThat(office.calls).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | 3000 | You cannot schedule a meeting for x   | 409 no-scheduling-privilege  | grantPrivilege: true
                    400 | 3000 | Users have been blocked               | 409 domain-blocked           | Block users in specific domains
                    400 | 3161 | not allowed                           | 409 may-not-host             | licence
                    400 | 300  | schedule_for is invalid               | 409 host-not-usable          | active user
                    400 | 300  | Validation Failed.                    | 400 refused-by-zoom          | passcode
                    404 | 1001 | User does not exist                   | 404 no-such-zoom-user        | scheduledBy
                    400 | 4242 | new                                   | 502 refused-by-zoom-otherwise | reference
                    """)
    void saysWhatZoomSaysAndWhatToDo(
            int status, int code, String message, String problem, String remedy) {
        office.answer =
                Optional.of(
                        DocumentedAnswers.meeting(
                                status, "{\"code\":" + code + ",\"message\":\"" + message + "\"}"));

        Problem refused = office.refused(Office.BOARD, "k");

        assertThat(named(refused)).isEqualTo(problem);
        assertThat(refused.detail())
                .hasValueSatisfying(text ->
                        assertThat(text)
                                .startsWith("Zoom answered " + status + "/" + code)
                                .contains("Nothing was scheduled.", remedy)
                                .doesNotContain("example.com"));
        // Nothing was made, so the same key may come again, and the host lost none of the day.
        assertThat(office.rows()).isEmpty();
        assertThat(office.counted()).isZero();
        office.answer = Optional.empty();
        assertThat(office.schedule(Office.BOARD, "k").repeated()).isFalse();
    }

    @Test
    void namesOurMembersWhereZoomNamesItsOwn() {
        office.answer =
                Optional.of(
                        DocumentedAnswers.meeting(
                                400,
                                """
                                {"code":300,"message":"Validation Failed.","errors":[{"field":"password"},
                                 {"field":"settings.alternative_hosts"}]}\
                                """));

        assertThat(office.refused(Office.BOARD, "").errors())
                .containsExactly(
                        new FieldFault("#/passcode", "passcode is refused by Zoom"),
                        new FieldFault(
                                "#/alternativeHosts", "alternativeHosts is refused by Zoom"));
    }

    @Test
    void saysWhatIsWrongWithZoomOrTheApp() {
        assertThat(trouble(new ZoomOutcome.Throttled(Duration.ofSeconds(7), false, "r")))
                .isEqualTo("503 zoom-throttled Optional[PT7S]");
        assertThat(trouble(new ZoomOutcome.Throttled(Duration.ZERO, false, "r")))
                .isEqualTo("503 zoom-throttled Optional[PT5S]");
        assertThat(trouble(new ZoomOutcome.AccountRefused("r")))
                .isEqualTo("502 app-refused Optional.empty");
        assertThat(trouble(new ZoomOutcome.NotSent("r")))
                .isEqualTo("503 zoom-unreachable Optional[PT5S]");
        assertThat(office.rows()).isEmpty();
        assertThat(office.counted()).isZero();
    }

    private String trouble(ZoomOutcome.Trouble trouble) {
        office.answer = Optional.of(new MeetingCreation.Failed(trouble));
        Problem problem = office.refused(Office.BOARD, "k");
        return named(problem) + " " + problem.retryAfter();
    }

    @Test
    void schedulesNothingWithoutThePrivilegeThatWasAskedFor() {
        assertThat(grant(new AssistantGrant.Refused("r"))).isEqualTo("409 privilege-not-granted");
        assertThat(grant(new AssistantGrant.NoSuchHost("r"))).isEqualTo("404 no-such-zoom-user");
        assertThat(grant(new AssistantGrant.Failed(new ZoomOutcome.NotSent("r"))))
                .isEqualTo("503 zoom-unreachable");
        assertThat(grant(new AssistantGrant.Failed(new ZoomOutcome.Unknown("r"))))
                .isEqualTo("504 privilege-unknown");
        assertThat(office.calls).isSubsetOf(Set.of("grant pa@example.com for ceo@example.com"));
        assertThat(office.rows()).isEmpty();
        assertThat(office.counted()).isZero();
    }

    private String grant(AssistantGrant grant) {
        office.grant = grant;
        return named(office.refused(GRANTING, "k"));
    }

    @Test
    void schedulesNothingThatCannotBeWrittenDown() {
        office.jdbi.useHandle(db -> db.execute("ALTER TABLE audit_entry RENAME TO a"));

        assertThatThrownBy(() -> office.schedule(Office.BOARD, "k"))
                .isInstanceOf(RuntimeException.class);

        assertThat(office.calls).isEmpty();
        assertThat(office.rows()).isEmpty();
        assertThat(office.counted()).isZero();
    }

    private static String named(Problem problem) {
        return problem.status() + " " + problem.type().toString().replaceAll(".*/", "");
    }
}
