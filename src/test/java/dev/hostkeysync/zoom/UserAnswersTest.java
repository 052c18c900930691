package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.http.Reply.Answered;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every error that Zoom's references list for the calls about users, and answers that they do not.
/// What any call may meet is in ZoomAnswerTest.
class UserAnswersTest {

    private static final String PAGE =
            """
            {"page_count":2,"page_number":1,"page_size":2,"total_records":3,"next_page_token":"8V8H",
             "users":[
              {"id":"KDcuGIm1QgePTO8WbOqwIQ","email":"Zoe@example.com","type":2,"status":"active",
               "first_name":"Zoë","last_name":"Müller","display_name":"Zoë M.","dept":"Sales",
               "employee_unique_id":"zoe","host_key":"482093","last_login_time":"2026-02-01T10:00:00Z",
               "user_created_at":"2019-06-01T07:58:03Z","created_at":"2018-10-31T04:32:37Z"},
              {"email":"new@example.com","type":1,"status":"pending","dept":""}]}
            """;

    private static ZoomAnswer answer(int status, String body) {
        return ZoomAnswer.of(
                new Answered(status, HttpHeaders.of(Map.of(), (_, _) -> true), Secret.of(body)));
    }

    private static UserListing listing(int status, String body, boolean continued) {
        return UserAnswers.listing(
                answer(status, body),
                ZoomJson.read(Secret.of(body)),
                ZoomUserStatus.ACTIVE,
                continued);
    }

    private static UserReading reading(int status, String body) {
        return UserAnswers.reading(answer(status, body), ZoomJson.read(Secret.of(body)));
    }

    private static UserCreation creation(int status, String body) {
        return UserAnswers.creation(answer(status, body), ZoomJson.read(Secret.of(body)));
    }

    @Test
    void readsAPage() {
        UserListing.Page page = (UserListing.Page) listing(200, PAGE, false);

        assertThat(page.next()).contains(new PageToken("8V8H"));
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.unreadable()).isZero();
        assertThat(page.users())
                .containsExactly(
                        new ZoomUser(
                                Optional.of(new ZoomUserId("KDcuGIm1QgePTO8WbOqwIQ")),
                                Optional.of(new EmailAddress("Zoe@example.com")),
                                OptionalInt.of(2),
                                ZoomUserStatus.ACTIVE,
                                Optional.of("Zoë"),
                                Optional.of("Müller"),
                                Optional.of("Zoë M."),
                                Optional.of("Sales"),
                                Optional.of("zoe"),
                                Optional.of(Instant.parse("2019-06-01T07:58:03Z")),
                                Optional.of(Instant.parse("2026-02-01T10:00:00Z"))),
                        new ZoomUser(
                                Optional.empty(),
                                Optional.of(new EmailAddress("new@example.com")),
                                OptionalInt.of(1),
                                ZoomUserStatus.PENDING,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(page.users().getFirst().isLicensed()).isTrue();
        assertThat(page.users().getLast().isLicensed()).isFalse();
        assertThat(page.toString()).doesNotContain("482093");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"id":7,"email":"a@b.c"}                          | true
                    {"id":"x"}                                        | true
                    {"email":"a@b.c","type":"2","status":9,"dept":[]} | true
                    {"email":"a@b.c","status":"asleep"}               | true
                    {"email":"a@b.c","created_at":"yesterday"}        | true
                    {"id":"x y","email":"nobody"}                     | false
                    {"id":null,"email":null}                          | false
                    {}                                                | false
                    []                                                | false
                    null                                              | false
                    7                                                 | false
                    """)
    void takesAnOddUserAsFarAsOneCanBeNamed(String entry, boolean named) {
        UserListing.Page page =
                (UserListing.Page) listing(200, "{\"users\":[" + entry + "]}", false);

        assertThat(page.users()).hasSize(named ? 1 : 0);
        assertThat(page.unreadable()).isEqualTo(named ? 0 : 1);
        assertThat(page.next()).isEmpty();
        assertThat(page.users()).allMatch(user -> user.status() == ZoomUserStatus.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | {"code":300,"message":"m"}  | true  | PageExpired[reason=Zoom answered 400/300: the page token is invalid or older than 15 minutes]
                    400 | {"code":300,"message":"m"}  | false | Failed[trouble=Unknown[reason=Zoom answered 400/300: not an answer we know]]
                    400 | {"code":2300,"message":"m"} | true  | Failed[trouble=Unknown[reason=Zoom answered 400/2300: not an answer we know]]
                    200 | {"users":"none"}            | false | Failed[trouble=Unknown[reason=Zoom answered 200: not an answer we know]]
                    200 | {}                          | false | Failed[trouble=Unknown[reason=Zoom answered 200: not an answer we know]]
                    200 | {"users":[                  | false | Failed[trouble=Unknown[reason=Zoom answered 200: not an answer we know]]
                    200 | <html>                      | false | Failed[trouble=Unknown[reason=Zoom answered 200: not an answer we know]]
                    204 | ''                          | false | Failed[trouble=Unknown[reason=Zoom answered 204: not an answer we know]]
                    404 | {"code":1001}               | false | Failed[trouble=Unknown[reason=Zoom answered 404/1001: not an answer we know]]
                    500 | {"users":[]}                | false | Failed[trouble=Unknown[reason=Zoom answered 500: not an answer we know]]
                    """)
    void tellsAnExpiredPageFromOtherTrouble(
            int status, String body, boolean continued, String listing) {
        assertThat(listing(status, body, continued)).hasToString(listing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | {"code":1120,"message":"m"} | Pending[reason=Zoom answered 400/1120: the user has not accepted the invitation]
                    404 | {"code":1001,"message":"m"} | NotThere[reason=Zoom answered 404/1001: no such user]
                    404 | <html>                      | Failed[trouble=Unknown[reason=Zoom answered 404: not an answer we know]]
                    200 | {}                          | Failed[trouble=Unknown[reason=Zoom answered 200: not an answer we know]]
                    503 | ''                          | Failed[trouble=Unknown[reason=Zoom answered 503: not an answer we know]]
                    """)
    void readsOneUser(int status, String body, String reading) {
        assertThat(reading(status, body)).hasToString(reading);
    }

    @Test
    void findsOneUser() {
        UserReading.Found found =
                (UserReading.Found)
                        reading(200, "{\"id\":\"KDcu\",\"type\":2,\"status\":\"inactive\"}");

        assertThat(found.user().id()).contains(new ZoomUserId("KDcu"));
        assertThat(found.user().status()).isEqualTo(ZoomUserStatus.INACTIVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    201 | {"id":"KDcu","type":1} | Created[id=KDcu]
                    400 | {"code":200}           | Refused[obstacle=PERMISSION, reason=Zoom answered 400/200: the app's role may not do this, or not to this user]
                    400 | {"code":300}           | Refused[obstacle=VALUE, reason=Zoom answered 400/300: Zoom refuses a value, such as a name]
                    400 | {"code":1000}          | Refused[obstacle=OFFICE, reason=Zoom answered 400/1000: the user manages a call queue or operates a reception]
                    400 | {"code":1009}          | Taken[reason=Zoom answered 400/1009: the address is another user's, here or in another account]
                    400 | {"code":1107}          | Refused[obstacle=DOMAIN, reason=Zoom answered 400/1107: the address's domain is blocked]
                    400 | {"code":1108}          | Refused[obstacle=LICENCE, reason=Zoom answered 400/1108: the user's type does not allow it]
                    400 | {"code":1116}          | Refused[obstacle=DOMAIN, reason=Zoom answered 400/1116: the account takes other domains only]
                    400 | {"code":2002}          | Refused[obstacle=SIGN_ON, reason=Zoom answered 400/2002: single sign-on is off for the account]
                    400 | {"code":2016}          | Refused[obstacle=PERMISSION, reason=Zoom answered 400/2016: the account may not add this user]
                    400 | {"code":2032}          | Refused[obstacle=SIGN_ON, reason=Zoom answered 400/2032: pre-provisioning of sign-on users is off for the account]
                    400 | {"code":2033}          | Refused[obstacle=LICENCE, reason=Zoom answered 400/2033: the account has no licence for the user]
                    400 | {"code":2034}          | Refused[obstacle=LICENCE, reason=Zoom answered 400/2034: the account has no licence for the user]
                    400 | {"code":2035}          | Refused[obstacle=PERMISSION, reason=Zoom answered 400/2035: the account may not add this user]
                    400 | {"code":2036}          | Refused[obstacle=PERMISSION, reason=Zoom answered 400/2036: the account may not add this user]
                    400 | {"code":2037}          | Refused[obstacle=PERMISSION, reason=Zoom answered 400/2037: the account may not add this user]
                    400 | {"code":2038}          | Refused[obstacle=LICENCE, reason=Zoom answered 400/2038: the account has no licence for the user]
                    400 | {"code":3412}          | Refused[obstacle=LICENCE, reason=Zoom answered 400/3412: the account has no licence for the user]
                    400 | {"code":11321}         | Refused[obstacle=DOMAIN, reason=Zoom answered 400/11321: Zoom has blocked the address's domain]
                    404 | {"code":4130}          | Refused[obstacle=VALUE, reason=Zoom answered 404/4130: no such group]
                    404 | {"code":1102}          | Refused[obstacle=LICENCE, reason=Zoom answered 404/1102: the account has no Zoom Phone licence]
                    409 | {"code":1005}          | Taken[reason=Zoom answered 409/1005: the address is another user's, here or in another account]
                    201 | {"type":1}             | Failed[trouble=Unknown[reason=Zoom answered 201: not an answer we know]]
                    201 | <html>                 | Failed[trouble=Unknown[reason=Zoom answered 201: not an answer we know]]
                    200 | {"id":"KDcu"}          | Failed[trouble=Unknown[reason=Zoom answered 200: not an answer we know]]
                    409 | {"code":300}           | Failed[trouble=Unknown[reason=Zoom answered 409/300: not an answer we know]]
                    404 | {"code":2034}          | Failed[trouble=Unknown[reason=Zoom answered 404/2034: not an answer we know]]
                    400 | {"code":9999}          | Failed[trouble=Unknown[reason=Zoom answered 400/9999: not an answer we know]]
                    500 | {"code":300}           | Failed[trouble=Unknown[reason=Zoom answered 500/300: not an answer we know]]
                    """)
    void tellsWhatCameOfCreating(int status, String body, String creation) {
        assertThat(creation(status, body)).hasToString(creation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # PATCH /users/{userId}
                    UPDATE_USER     | 204 | -1   | Done[]
                    UPDATE_USER     | 200 | -1   | Failed[trouble=Unknown[reason=Zoom answered 200: not an answer we know]]
                    UPDATE_USER     | 400 | 200  | Refused[obstacle=PERMISSION, reason=Zoom answered 400/200: the app's role may not do this, or not to this user]
                    UPDATE_USER     | 400 | 300  | Refused[obstacle=VALUE, reason=Zoom answered 400/300: Zoom refuses a value, such as a name]
                    UPDATE_USER     | 400 | 1108 | Refused[obstacle=LICENCE, reason=Zoom answered 400/1108: the user's type does not allow it]
                    UPDATE_USER     | 400 | 1109 | Refused[obstacle=LICENCE, reason=Zoom answered 400/1109: the user is not a paid user]
                    UPDATE_USER     | 400 | 1120 | NotThere[reason=Zoom answered 400/1120: the user has not accepted the invitation]
                    UPDATE_USER     | 400 | 2033 | Refused[obstacle=LICENCE, reason=Zoom answered 400/2033: the account has no licence for the user]
                    UPDATE_USER     | 400 | 2034 | Refused[obstacle=LICENCE, reason=Zoom answered 400/2034: the account has no licence for the user]
                    UPDATE_USER     | 400 | 2038 | Refused[obstacle=LICENCE, reason=Zoom answered 400/2038: the account has no licence for the user]
                    UPDATE_USER     | 400 | 2039 | Refused[obstacle=LICENCE, reason=Zoom answered 400/2039: the account has no licence for the user]
                    UPDATE_USER     | 400 | 3412 | Refused[obstacle=LICENCE, reason=Zoom answered 400/3412: the account has no licence for the user]
                    UPDATE_USER     | 400 | 4100 | Refused[obstacle=VALUE, reason=Zoom answered 400/4100: the personal link name is taken]
                    UPDATE_USER     | 404 | 1001 | NotThere[reason=Zoom answered 404/1001: no such user]
                    # PUT /users/{userId}/status
                    SET_USER_STATUS | 200 | -1   | Done[]
                    SET_USER_STATUS | 204 | -1   | Done[]
                    SET_USER_STATUS | 400 | 200  | Refused[obstacle=PERMISSION, reason=Zoom answered 400/200: the app's role may not do this, or not to this user]
                    SET_USER_STATUS | 400 | 300  | Refused[obstacle=VALUE, reason=Zoom answered 400/300: the user's upcoming Zoom Events stand in the way]
                    SET_USER_STATUS | 400 | 2033 | Refused[obstacle=LICENCE, reason=Zoom answered 400/2033: the account has no licence for the user]
                    SET_USER_STATUS | 400 | 3412 | Refused[obstacle=LICENCE, reason=Zoom answered 400/3412: the account has no licence for the user]
                    SET_USER_STATUS | 404 | 1001 | NotThere[reason=Zoom answered 404/1001: no such user]
                    # DELETE /users/{userId}
                    DELETE_USER     | 204 | -1   | Done[]
                    DELETE_USER     | 200 | -1   | Failed[trouble=Unknown[reason=Zoom answered 200: not an answer we know]]
                    DELETE_USER     | 400 | 200  | Refused[obstacle=PERMISSION, reason=Zoom answered 400/200: the app's role may not do this, or not to this user]
                    DELETE_USER     | 400 | 300  | Refused[obstacle=VALUE, reason=Zoom answered 400/300: the heir cannot take over, or the user's Zoom Events stand in the way]
                    DELETE_USER     | 400 | 1000 | Refused[obstacle=OFFICE, reason=Zoom answered 400/1000: the user manages a call queue or operates a reception]
                    DELETE_USER     | 400 | 1107 | Refused[obstacle=DOMAIN, reason=Zoom answered 400/1107: a user of a managed domain cannot be disassociated]
                    DELETE_USER     | 400 | 1117 | Refused[obstacle=PERMISSION, reason=Zoom answered 400/1117: an administrator cannot be disassociated]
                    DELETE_USER     | 400 | 1120 | NotThere[reason=Zoom answered 400/1120: the user has not accepted the invitation]
                    DELETE_USER     | 404 | 1001 | NotThere[reason=Zoom answered 404/1001: no such user]
                    DELETE_USER     | 404 | -1   | Failed[trouble=Unknown[reason=Zoom answered 404: not an answer we know]]
                    DELETE_USER     | 500 | 1001 | Failed[trouble=Unknown[reason=Zoom answered 500/1001: not an answer we know]]
                    DELETE_USER     | 302 | -1   | Failed[trouble=Unknown[reason=Zoom answered 302: not an answer we know]]
                    """)
    void tellsWhatCameOfWriting(Operation operation, int status, int code, String writing) {
        String body = code < 0 ? "" : "{\"code\":" + code + ",\"message\":\"zoe@example.com\"}";

        assertThat(UserAnswers.writing(operation, answer(status, body))).hasToString(writing);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverStumblesOverABrokenPage(long seed) {
        Random random = new Random(seed);

        for (int i = 0; i < 5_000; i++) {
            StringBuilder page = new StringBuilder(PAGE);
            for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
                int at = random.nextInt(page.length());
                switch (random.nextInt(3)) {
                    case 0 -> page.deleteCharAt(at);
                    case 1 -> page.setCharAt(at, "{}[]\",:0n\\".charAt(random.nextInt(10)));
                    default ->
                            page.insert(
                                    at,
                                    List.of("null", "[", "{\"id\":1}", "\u0000")
                                            .get(random.nextInt(4)));
                }
            }

            UserListing listing = listing(200, page.toString(), random.nextBoolean());

            switch (listing) {
                case UserListing.Page read ->
                        assertThat(read.users().size() + read.unreadable()).isBetween(0, 10);
                case UserListing.Failed failed ->
                        assertThat(failed.trouble()).isInstanceOf(ZoomOutcome.Unknown.class);
                case UserListing.PageExpired expired -> throw new AssertionError(expired);
            }
            assertThat(reading(200, page.toString())).isNotNull();
            assertThat(creation(201, page.toString())).isNotNull();
        }
    }
}
