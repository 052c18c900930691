package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every documented answer, and the rest.
class MeetingAnswersTest {

    private static final String MEETING =
            """
            {"id":92674392836,"host_id":"30R7kT7bTIKSNUFEuH_Qlg","host_email":"ceo@example.com",
             "start_time":"2026-11-01T09:00:00Z","join_url":"https://example.zoom.us/j/92674392836?pwd=x",
             "start_url":"https://example.zoom.us/s/92674392836?zak=y","password":"aB3!x","h323_password":"482913",
             "pstn_password":"482914","dynamic_host_key":"123456"}\
            """;

    @Test
    void readsAMeeting() {
        MeetingCreation.Created created =
                (MeetingCreation.Created) DocumentedAnswers.meeting(201, MEETING);

        ZoomMeeting meeting = created.meeting();
        assertThat(meeting.id()).isEqualTo("92674392836");
        assertThat(meeting.hostId()).contains(new ZoomUserId("30R7kT7bTIKSNUFEuH_Qlg"));
        assertThat(meeting.hostEmail()).contains(new EmailAddress("ceo@example.com"));
        assertThat(meeting.start()).contains(Instant.parse("2026-11-01T09:00:00Z"));
        assertThat(meeting.joinUrl().reveal())
                .isEqualTo("https://example.zoom.us/j/92674392836?pwd=x");
        assertThat(meeting.startUrl().map(Secret::reveal))
                .contains("https://example.zoom.us/s/92674392836?zak=y");
        assertThat(meeting.passcode().map(Secret::reveal)).contains("482913");
        assertThat(meeting).asString().doesNotContain("482913", "zak", "pwd", "123456");
    }

    @ParameterizedTest
    @CsvSource({
        "`password`:`482913`, 482913",
        "`password`:`aB3!x`, ",
        "`password`:`aB3!x`;`pstn_password`:`7`, 7",
        "`password`:``, ",
        "`password`:482913, ",
    })
    void takesDigitsOnlyForAPasscode(String members, String passcode) {
        MeetingCreation.Created created =
                (MeetingCreation.Created)
                        DocumentedAnswers.meeting(
                                201,
                                ("{`id`:926743928,`join_url`:`https://z/j`,"
                                                + members.replace(';', ',')
                                                + "}")
                                        .replace('`', '"'));

        assertThat(created.meeting().passcode().map(Secret::reveal).orElse(null))
                .isEqualTo(passcode);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | 3161 | Your user account is not allowed meeting hosting.   | HOSTING        | Zoom answered 400/3161: the user may not host meetings
                    400 | 3000 | You cannot schedule a meeting for x                 | PRIVILEGE      | Zoom answered 400/3000: no privilege to schedule for this host
                    400 | 3000 | Users in 'x' have been blocked from joining         | BLOCKED_DOMAIN | Zoom answered 400/3000: the account blocks the user's domain
                    400 | 300  | The value in the schedule_for field is invalid.     | HOST           | Zoom answered 400/300: Zoom cannot make this user the host
                    400 | 300  | Validation Failed.                                  | VALUE          | Zoom answered 400/300: Zoom refuses a value
                    404 | 1001 | User does not exist: x.                             | UNKNOWN_USER   | Zoom answered 404/1001: no such user
                    400 | 4242 | What?                                               | OTHER          | Zoom answered 400/4242: a refusal that is not in Zoom's reference
                    404 | 3001 | Meeting does not exist                              | OTHER          | Zoom answered 404/3001: a refusal that is not in Zoom's reference
                    409 | 1    | Conflict                                            | OTHER          | Zoom answered 409/1: a refusal that is not in Zoom's reference
                    """)
    void knowsEveryRefusal(
            int status, int code, String message, MeetingObstacle obstacle, String reason) {
        MeetingCreation.Refused refused =
                (MeetingCreation.Refused) DocumentedAnswers.meeting(status, error(code, message));

        assertThat(refused.obstacle()).isEqualTo(obstacle);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    @Test
    void missesNoPrivilegeInOnesOwnName() {
        MeetingCreation.Refused refused =
                (MeetingCreation.Refused)
                        DocumentedAnswers.ownMeeting(400, error(3000, "Cannot do this"));

        assertThat(refused.obstacle()).isEqualTo(MeetingObstacle.OTHER);
    }

    @Test
    void namesTheMembersThatZoomRefusesAndThatWeSent() {
        MeetingCreation.Refused refused =
                (MeetingCreation.Refused)
                        DocumentedAnswers.meeting(
                                400,
                                """
                                {"code":300,"message":"Validation Failed.","errors":[{"field":"password","message":"m"},
                                 {"field":"settings.alternative_hosts","message":"m"},{"field":"<b>x</b>","message":"m"}]}\
                                """);

        assertThat(refused.members()).isEqualTo(Set.of("password", "settings.alternative_hosts"));
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "408", "200", "204", "201", "301"})
    void doesNotKnowWhetherThereIsAMeetingAfterAnythingElse(int status) {
        assertThat(DocumentedAnswers.meeting(status, "{}"))
                .isEqualTo(
                        new MeetingCreation.Failed(
                                new ZoomOutcome.Unknown(
                                        "Zoom answered " + status + ": not an answer we know")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    201 | 0    | -                                                                    | Granted[]
                    400 | 200  | User x has already granted scheduling privilege.                     | HadIt[]
                    400 | 200  | Current account must be paid account: x                              | Refused[reason=Zoom answered 400/200: the account is not a paid one]
                    400 | 200  | The user must either be a Licensed user or an On-prem user : x.      | Refused[reason=Zoom answered 400/200: host and scheduler must both be licensed]
                    400 | 200  | Can't find user x.                                                   | Refused[reason=Zoom answered 400/200: Zoom does not find the scheduler in the host's account]
                    400 | 200  | Can't assign scheduling privilege to yourself.                       | Refused[reason=Zoom answered 400/200: Zoom does not say why in words we know]
                    404 | 1001 | User does not exist: x.                                              | NoSuchHost[reason=Zoom answered 404/1001: no such user]
                    409 | 1    | -                                                                    | Refused[reason=Zoom answered 409/1: a refusal that is not in Zoom's reference]
                    500 | 1    | -                                                                    | Failed[trouble=Unknown[reason=Zoom answered 500/1: not an answer we know]]
                    200 | 1    | -                                                                    | Failed[trouble=Unknown[reason=Zoom answered 200/1: not an answer we know]]
                    """)
    void knowsWhatBecameOfAPrivilege(int status, int code, String message, String grant) {
        assertThat(DocumentedAnswers.assistant(status, error(code, message))).hasToString(grant);
    }

    private static String error(int code, String message) {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }
}
