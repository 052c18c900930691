package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.ZoomOutcome.Throttled;
import dev.hostkeysync.zoom.http.Reply.Answered;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoomAnswerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static ZoomAnswer answer(int status, String body, String... header) {
        Map<String, List<String>> headers =
                header.length == 0 ? Map.of() : Map.of(header[0], List.of(header[1]));
        return ZoomAnswer.of(
                new Answered(status, HttpHeaders.of(headers, (_, _) -> true), Secret.of(body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # every code that Zoom's reference lists for PATCH /users/{userId}
                    204 | ''                                  | Done
                    400 | {"code":200,"message":"Only an account administrator can change the host key."} | AccountRefused[reason=Zoom answered 400/200: the app's role may not change host keys]
                    400 | {"code":300,"message":"Invalid"}    | RefusedValue[reason=Zoom answered 400/300: Zoom refuses these digits]
                    400 | {"code":1108,"message":"m"}         | NotLicensed[reason=Zoom answered 400/1108: the user's type does not allow it]
                    400 | {"code":1109,"message":"m"}         | NotLicensed[reason=Zoom answered 400/1109: the user is not a paid user]
                    400 | {"code":1120,"message":"m"}         | NotThereYet[reason=Zoom answered 400/1120: the user has not accepted the invitation]
                    400 | {"code":2033,"message":"m"}         | NotLicensed[reason=Zoom answered 400/2033: the account has no licence for the user]
                    400 | {"code":2034,"message":"m"}         | NotLicensed[reason=Zoom answered 400/2034: the account has no licence for the user]
                    400 | {"code":2038,"message":"m"}         | NotLicensed[reason=Zoom answered 400/2038: the account has no licence for the user]
                    400 | {"code":2039,"message":"m"}         | NotLicensed[reason=Zoom answered 400/2039: the account has no licence for the user]
                    400 | {"code":3412,"message":"m"}         | NotLicensed[reason=Zoom answered 400/3412: the account has no licence for the user]
                    400 | {"code":4100,"message":"m"}         | Unknown[reason=Zoom answered 400/4100: not an answer we know]
                    404 | {"code":1001,"message":"m"}         | NotThereYet[reason=Zoom answered 404/1001: no such user]
                    # every call's
                    400 | {"code":124,"message":"m"}          | AccountRefused[reason=Zoom answered 400/124: a fresh access token is refused too]
                    400 | {"code":4700,"message":"m"}         | AccountRefused[reason=Zoom answered 400/4700: the app lacks the scope user:update:user:admin]
                    400 | {"code":4711,"message":"m"}         | AccountRefused[reason=Zoom answered 400/4711: the app lacks the scope user:update:user:admin]
                    401 | {"code":124,"message":"m"}          | AccountRefused[reason=Zoom answered 401/124: a fresh access token is refused too]
                    401 | {"code":4700,"message":"m"}         | AccountRefused[reason=Zoom answered 401/4700: the app lacks the scope user:update:user:admin]
                    401 | {"code":4711,"message":"m"}         | AccountRefused[reason=Zoom answered 401/4711: the app lacks the scope user:update:user:admin]
                    401 | ''                                  | AccountRefused[reason=Zoom answered 401: a fresh access token is refused too]
                    401 | <html>                              | AccountRefused[reason=Zoom answered 401: a fresh access token is refused too]
                    403 | {"code":403,"message":"m"}          | AccountRefused[reason=Zoom answered 403/403: the account's API access is denied]
                    403 | <html>                              | AccountRefused[reason=Zoom answered 403: the account's API access is denied]
                    # a refused value, or another field's
                    400 | {"code":300,"errors":[{"field":"host_key","message":"x"}]}                          | RefusedValue[reason=Zoom answered 400/300: Zoom refuses these digits]
                    400 | {"code":300,"errors":[{"field":"type","message":"x"},{"field":"host_key"}]}         | RefusedValue[reason=Zoom answered 400/300: Zoom refuses these digits]
                    400 | {"code":300,"errors":[]}                                                            | RefusedValue[reason=Zoom answered 400/300: Zoom refuses these digits]
                    400 | {"code":300,"errors":[{"field":"type","message":"x"}]}                              | Unknown[reason=Zoom answered 400/300: not an answer we know]
                    400 | {"code":300,"errors":[{"message":"x"}]}                                             | Unknown[reason=Zoom answered 400/300: not an answer we know]
                    400 | {"code":300,"errors":"host_key"}                                                    | Unknown[reason=Zoom answered 400/300: not an answer we know]
                    400 | {"code":300,"errors":null}                                                          | RefusedValue[reason=Zoom answered 400/300: Zoom refuses these digits]
                    400 | {"code":"300","message":"a number as text"}                                         | RefusedValue[reason=Zoom answered 400/300: Zoom refuses these digits]
                    # anything else may or may not have been applied
                    200 | {"host_key":"482093"}               | Unknown[reason=Zoom answered 200: not an answer we know]
                    201 | ''                                  | Unknown[reason=Zoom answered 201: not an answer we know]
                    202 | ''                                  | Unknown[reason=Zoom answered 202: not an answer we know]
                    205 | ''                                  | Unknown[reason=Zoom answered 205: not an answer we know]
                    301 | ''                                  | Unknown[reason=Zoom answered 301: not an answer we know]
                    302 | <html>                              | Unknown[reason=Zoom answered 302: not an answer we know]
                    304 | ''                                  | Unknown[reason=Zoom answered 304: not an answer we know]
                    400 | ''                                  | Unknown[reason=Zoom answered 400: not an answer we know]
                    400 | <html>                              | Unknown[reason=Zoom answered 400: not an answer we know]
                    400 | [300]                               | Unknown[reason=Zoom answered 400: not an answer we know]
                    400 | 300                                 | Unknown[reason=Zoom answered 400: not an answer we know]
                    400 | {"code":300                         | Unknown[reason=Zoom answered 400: not an answer we know]
                    400 | {"code":{"a":300}}                  | Unknown[reason=Zoom answered 400: not an answer we know]
                    400 | {"code":-1}                         | Unknown[reason=Zoom answered 400: not an answer we know]
                    400 | {"code":99999999999999}             | Unknown[reason=Zoom answered 400: not an answer we know]
                    400 | {"code":1001}                       | Unknown[reason=Zoom answered 400/1001: not an answer we know]
                    404 | ''                                  | Unknown[reason=Zoom answered 404: not an answer we know]
                    404 | <html>                              | Unknown[reason=Zoom answered 404: not an answer we know]
                    404 | {"code":1120}                       | Unknown[reason=Zoom answered 404/1120: not an answer we know]
                    405 | ''                                  | Unknown[reason=Zoom answered 405: not an answer we know]
                    408 | ''                                  | Unknown[reason=Zoom answered 408: not an answer we know]
                    409 | {"code":409}                        | Unknown[reason=Zoom answered 409/409: not an answer we know]
                    415 | ''                                  | Unknown[reason=Zoom answered 415: not an answer we know]
                    422 | {"code":300}                        | Unknown[reason=Zoom answered 422/300: not an answer we know]
                    500 | {"code":300}                        | Unknown[reason=Zoom answered 500/300: not an answer we know]
                    502 | <html>                              | Unknown[reason=Zoom answered 502: not an answer we know]
                    503 | ''                                  | Unknown[reason=Zoom answered 503: not an answer we know]
                    504 | ''                                  | Unknown[reason=Zoom answered 504: not an answer we know]
                    """)
    void meansForUs(int status, String body, String outcome) {
        assertThat(answer(status, body).outcome(NOW).toString().replace("Done[]", "Done"))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "401, '', true",
        "401, '{\"code\":124}', true",
        "400, '{\"code\":124}', true",
        "401, '{\"code\":4700}', false",
        "401, '{\"code\":4711}', false",
        "400, '{\"code\":200}', false",
        "403, '{\"code\":124}', false",
        "204, '', false",
    })
    void knowsWhenAnotherTokenMayDo(int status, String body, boolean refused) {
        assertThat(answer(status, body).tokenRefused()).isEqualTo(refused);
    }

    @Test
    void waitsASecondWhenZoomNamesNoTime() {
        assertThat(answer(429, "{\"code\":429,\"message\":\"m\"}").outcome(NOW))
                .isEqualTo(
                        new Throttled(
                                Duration.ofSeconds(1),
                                false,
                                "Zoom answered 429/429: too many calls"));
    }

    @Test
    void waitsAsLongAsZoomSays() {
        assertThat(answer(429, "", "Retry-After", "7").outcome(NOW))
                .isEqualTo(
                        new Throttled(
                                Duration.ofSeconds(7), false, "Zoom answered 429: too many calls"));
    }

    @ParameterizedTest
    @CsvSource({"Daily-limit, true", "daily-limit, true", "QPS, false", "other, false"})
    void tellsTheDayFromTheSecondByTheHeader(String type, boolean daily) {
        Throttled throttled = (Throttled) answer(429, "", "X-RateLimit-Type", type).outcome(NOW);

        assertThat(throttled.daily()).isEqualTo(daily);
        assertThat(throttled.pause()).isEqualTo(Duration.parse(daily ? "PT14H" : "PT1S"));
    }

    @Test
    void tellsTheDayFromTheSecondByTheTextWithoutTheHeader() {
        String body =
                """
                {"code":429,"message":"You have reached the maximum daily rate limit for this API. \
                Refer to the response header for details on when you can make another request."}\
                """;

        assertThat(answer(429, body).outcome(NOW))
                .isEqualTo(
                        new Throttled(
                                Duration.ofHours(14),
                                true,
                                "Zoom answered 429/429: the day's calls are used up"));
    }

    @Test
    void holdsNobodyElseForAUserWhoIsLocked() {
        String body =
                """
                {"code":429,"message":"Too many concurrent requests. \
                A request to disassociate this user has already been made."}\
                """;

        assertThat(answer(429, body).outcome(NOW))
                .isEqualTo(
                        new Throttled(
                                Duration.ZERO,
                                false,
                                "Zoom answered 429/429: another call on this user is in progress"));
    }

    @Test
    void keepsNoTextOfTheBody() {
        ZoomAnswer answer =
                answer(
                        400,
                        "{\"code\":300,\"message\":\"482093\",\"errors\":[{\"field\":\"zoe\"}]}");

        assertThat(answer.toString()).doesNotContain("482093").doesNotContain("zoe");
    }
}
