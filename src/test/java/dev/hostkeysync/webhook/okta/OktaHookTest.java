package dev.hostkeysync.webhook.okta;

import static dev.hostkeysync.webhook.okta.OktaHooks.NEXT;
import static dev.hostkeysync.webhook.okta.OktaHooks.SECRET;
import static dev.hostkeysync.webhook.okta.OktaHooks.batch;
import static dev.hostkeysync.webhook.okta.OktaHooks.deliver;
import static dev.hostkeysync.webhook.okta.OktaHooks.event;
import static dev.hostkeysync.webhook.okta.OktaHooks.hook;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.RecordingIntake;
import dev.hostkeysync.webhook.WebhookProblems;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OktaHookTest {

    private static final String T = "2026-11-16T18:15:12.862Z";
    private static final String SUSPENDED = event("u1", "user.lifecycle.suspend", T, "00u1");

    private final RecordingIntake intake = new RecordingIntake();

    @Nested
    class Answers {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    // proof | body | status | counted
                    "secret | {\"eventId\":\"e\",\"data\":{\"events\":[EVENT]}} | 204 | CHANGED",
                    "next | {\"data\":{\"events\":[EVENT]}} | 204 | CHANGED",
                    "secret | {\"data\":{\"events\":[EVENT,EVENT]}} | 204 | CHANGED,DUPLICATE",
                    "secret | {\"data\":{\"events\":[]}} | 204 |",
                    "secret | {\"data\":{\"events\":[{\"eventType\":\"user.session.start\"}]}} | 204 | IGNORED",
                    "secret | {\"data\":{\"events\":[{\"eventType\":\"of.tomorrow\"}]}} | 204 | IGNORED",
                    "secret | {\"data\":{\"events\":[7,null,\"x\",[]]}} | 204 | IGNORED,IGNORED,IGNORED,IGNORED",
                    "secret | {\"source\":7,\"eventType\":\"x\",\"data\":{\"events\":[EVENT]}} | 204 | CHANGED",
                    "secret | {\"data\":{\"events\":{}}} | 400 | MALFORMED",
                    "secret | {\"data\":[]} | 400 | MALFORMED",
                    "secret | {} | 400 | MALFORMED",
                    "secret | [] | 400 | MALFORMED",
                    "secret | nonsense | 400 | MALFORMED",
                    "secret | '' | 400 | MALFORMED",
                    "other | {\"data\":{\"events\":[EVENT]}} | 401 | REFUSED",
                    "'' | {\"data\":{\"events\":[EVENT]}} | 401 | REFUSED",
                    "none | {\"data\":{\"events\":[EVENT]}} | 401 | REFUSED",
                    "twice | {\"data\":{\"events\":[EVENT]}} | 401 | REFUSED",
                    "none | nonsense | 401 | REFUSED",
                })
        void toDeliveries(String proof, String body, int status, String counted) {
            List<String> header =
                    switch (proof) {
                        case "secret" -> List.of(SECRET);
                        case "next" -> List.of(NEXT);
                        case "none" -> List.of();
                        case "twice" -> List.of(SECRET, SECRET);
                        default -> List.of(proof);
                    };

            int answer =
                    deliver(hook(intake), header, body.replace("EVENT", SUSPENDED).getBytes(UTF_8));

            assertThat(answer).isEqualTo(status);
            assertThat(intake.outcomes())
                    .extracting(Outcome::name)
                    .containsExactlyElementsOf(
                            counted == null ? List.of() : Arrays.asList(counted.split(",", -1)));
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    "secret, a-challenge_Me4, 200, VALIDATION",
                    "next, x, 200, VALIDATION",
                    "secret, -, 400, MALFORMED",
                    "secret, '', 400, MALFORMED",
                    "secret, 'a b', 400, MALFORMED",
                    "other, x, 401, REFUSED",
                    "-, x, 401, REFUSED",
                })
        void toVerifications(String proof, String challenge, int status, String counted) {
            List<String> header =
                    proof == null
                            ? List.of()
                            : List.of(proof.replace("secret", SECRET).replace("next", NEXT));
            String body = "";
            int answer = 200;
            try {
                body = hook(intake).verify(header, challenge);
            } catch (ProblemException e) {
                answer = e.problem().status();
            }

            assertThat(answer).isEqualTo(status);
            assertThat(body).isEqualTo(status == 200 ? challenge : "");
            assertThat(intake.outcomes()).extracting(Outcome::name).containsExactly(counted);
        }

        @Test
        void notFoundWhileItIsOff() {
            OktaHook off = hook(intake, Map.of("OKTA_HOOK_SECRETS", ""));

            assertThat(deliver(off, List.of(""), "{}".getBytes(UTF_8))).isEqualTo(404);
            assertThat(
                            catchThrowableOfType(
                                            ProblemException.class,
                                            () -> off.verify(List.of(""), "x"))
                                    .problem()
                                    .status())
                    .isEqualTo(404);
            assertThat(intake.outcomes()).isEmpty();
        }

        @Test
        void tooLargeOverOneMebibyte() {
            assertThat(deliver(hook(intake), List.of(SECRET), new byte[1_048_577])).isEqualTo(413);
        }
    }

    @Test
    void saysOnceAMinuteThatSomethingWasRefused() {
        OktaHook hook = hook(intake);
        try (CapturedLogs logs = CapturedLogs.everything()) {
            assertThat(deliver(hook, List.of("other"), new byte[0])).isEqualTo(401);
            assertThat(deliver(hook, List.of("other"), new byte[0])).isEqualTo(401);

            assertThat(logs.text().split("Refused a request", -1)).hasSize(2);
        }
    }

    @Test
    void takesEachEventOnceHoweverItComesAgain() {
        OktaHook hook = hook(intake);
        String other = event("u2", "user.lifecycle.delete.initiated", T, "00u2");

        assertThat(deliver(hook, batch("e1", SUSPENDED))).isEqualTo(204);
        assertThat(deliver(hook, batch("e1", SUSPENDED))).isEqualTo(204);
        assertThat(deliver(hook, batch("e2", SUSPENDED, other))).isEqualTo(204);

        assertThat(intake.outcomes())
                .containsExactly(
                        Outcome.CHANGED, Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.CHANGED);
        assertThat(intake.taken()).hasSize(2);
    }

    @Test
    void takesNoBatchForAnEventOfTheSameId() {
        OktaHook hook = hook(intake);

        int _ = deliver(hook, batch("u1", event("u2", "user.lifecycle.suspend", T, "00u2")));
        int _ = deliver(hook, batch("e", SUSPENDED));

        assertThat(intake.taken()).hasSize(2);
    }

    @Test
    void handlesABatchInTheOrderOfWhatHappened() {
        int _ =
                deliver(
                        hook(intake),
                        batch(
                                "e",
                                event(
                                        "c",
                                        "user.lifecycle.suspend",
                                        "2026-11-16T18:00:03Z",
                                        "00u1"),
                                event("a", "user.lifecycle.create", "2026-11-16T18:00:01Z", "00u1"),
                                event(
                                        "b",
                                        "user.account.reset_password",
                                        "2026-11-16T19:00:02+01:00",
                                        "00u1")));

        assertThat(intake.taken())
                .extracting(notice -> notice.eventIds().getFirst())
                .containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"uuid\":\"u1\" | \"uuid\":\"\"",
                "\"uuid\":\"u1\" | \"uuid\":{}",
                "\"uuid\":\"u1\" | \"uuid\":\"a b\"",
                "\"published\":\"2026-11-16T18:15:12.862Z\" | \"published\":\"yesterday\"",
                "\"published\":\"2026-11-16T18:15:12.862Z\" | \"published\":1763316912",
                "\"target\":[ | \"targets\":[",
                "\"type\":\"User\" | \"type\":\"UserGroup\"",
            })
    void leavesOutOneEventThatCannotBeUnderstoodAndTakesTheOthers(String right, String wrong) {
        String good = event("u2", "user.lifecycle.deactivate", T, "00u2");

        int answer = deliver(hook(intake), batch("e", SUSPENDED.replace(right, wrong), good));

        assertThat(answer).isEqualTo(204);
        assertThat(intake.outcomes()).containsExactly(Outcome.MALFORMED, Outcome.CHANGED);
    }

    @ParameterizedTest
    @CsvSource({"FAILURE", "SKIPPED", "ALLOW", "UNKNOWN", "''"})
    void believesOnlyInSuccess(String result) {
        int answer = deliver(hook(intake), batch("e", SUSPENDED.replace("SUCCESS", result)));

        assertThat(answer).isEqualTo(204);
        assertThat(intake.outcomes()).containsExactly(Outcome.IGNORED);
    }

    @Test
    void neverActsOnWhoDidIt() {
        String byAdmin =
                SUSPENDED.replace(
                        "\"target\"",
                        "\"actor\":{\"type\":\"User\",\"id\":\"00uAdmin\",\"alternateId\":\"admin@example.com\"},\"target\"");

        int _ = deliver(hook(intake), batch("e", byAdmin));

        assertThat(intake.taken())
                .singleElement()
                .satisfies(notice ->
                        assertThat(RecordingIntake.line(notice))
                                .isEqualTo(
                                        T + " Deactivated 00u1 00u1@example.com 00u1@example.com"));
    }

    @Test
    void takesAnEventOfSeveralUsersForEachOfThem() {
        String two =
                SUSPENDED.replace(
                        "\"target\":[",
                        "\"target\":[{\"type\":\"User\",\"id\":\"00u9\",\"alternateId\":\"unknown\"},");

        int _ = deliver(hook(intake), batch("e", two));
        int _ = deliver(hook(intake), batch("e2", two));

        assertThat(intake.taken())
                .extracting(notice -> notice.eventIds() + " " + RecordingIntake.line(notice))
                .containsExactly(
                        "[u1] " + T + " Deactivated 00u9 - -",
                        "[u1/1] " + T + " Deactivated 00u1 00u1@example.com 00u1@example.com");
    }

    @Nested
    class OfApps {

        private static final String ASSIGNED =
                """
                {"uuid":"u1","eventType":"application.user_membership.add","published":"2026-11-16T18:15:12.862Z",
                 "outcome":{"result":"SUCCESS"},
                 "target":[{"type":"AppInstance","id":"0oa1","displayName":"Zoom"},
                           {"type":"User","id":"00u1","alternateId":"zoe","displayName":"Zoe"}]}
                """;

        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    "-, Zoom, CHANGED",
                    "-, Zoom.us, CHANGED",
                    "-, ACME zoom (production), CHANGED",
                    "-, ZoomInfo, IGNORED",
                    "-, BlueZoom, IGNORED",
                    "-, Slack, IGNORED",
                    "-, unknown, IGNORED",
                    "0oa1, Anything, CHANGED",
                    "'0oa7, 0oa1', Anything, CHANGED",
                    "0oa7, Zoom, IGNORED",
                    "0oa11, Zoom, IGNORED",
                })
        void takesOnlyZoom(String appIds, String name, Outcome outcome) {
            OktaHook hook =
                    hook(intake, appIds == null ? Map.of() : Map.of("OKTA_ZOOM_APP_IDS", appIds));

            int _ = deliver(hook, batch("e", ASSIGNED.replace("\"Zoom\"", "\"" + name + "\"")));

            assertThat(intake.outcomes()).containsExactly(outcome);
        }

        @Test
        void makesNobodyButByAssignmentWhereTheAppIsKnown() {
            OktaHook hook = hook(intake, Map.of("OKTA_ZOOM_APP_IDS", "0oa1"));

            int _ =
                    deliver(
                            hook,
                            batch("e", event("u2", "user.lifecycle.create", T, "00u2"), ASSIGNED));

            assertThat(intake.taken())
                    .extracting(notice -> notice.report().getClass().getSimpleName())
                    .containsExactly("Activated", "Introduced");
        }

        @Test
        void switchesOnWhomItCannotMake() {
            int _ =
                    deliver(
                            hook(intake),
                            batch("e", ASSIGNED.replace("\"alternateId\":\"zoe\",", "")));

            assertThat(intake.taken())
                    .singleElement()
                    .satisfies(notice ->
                            assertThat(RecordingIntake.line(notice))
                                    .isEqualTo(T + " Activated 00u1 - -"));
        }

        @Test
        void knowsByNameWhomOnlyTheAppNames() {
            int _ =
                    deliver(
                            hook(intake),
                            batch(
                                    "e",
                                    ASSIGNED.replace("\"User\"", "\"AppUser\"")
                                            .replace(
                                                    "user_membership.add",
                                                    "user_membership.remove")));

            assertThat(intake.taken())
                    .singleElement()
                    .satisfies(notice ->
                            assertThat(RecordingIntake.line(notice))
                                    .isEqualTo(T + " Deactivated - zoe -"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login | CHANGED",
                "title, EMAIL | CHANGED",
                "title,department | IGNORED",
                "loginCount,secondEmail | IGNORED",
                "'' | IGNORED",
            })
    void takesAnotherProfileForAnotherWayInOnlyWhereItIs(String changed, Outcome outcome) {
        String update =
                event("u1", "user.account.update_profile", T, "00u1")
                        .replace(
                                "\"target\"",
                                "\"debugContext\":{\"debugData\":{\"changedAttributes\":\"%s\"}},\"target\""
                                        .formatted(changed));

        int _ = deliver(hook(intake), batch("e", update));

        assertThat(intake.outcomes()).containsExactly(outcome);
    }

    @Nested
    class WithTroubleOfOurOwn {

        private final String other = event("u2", "user.lifecycle.suspend", T, "00u2");

        @Test
        void takesTheOthersAndAsksForTheWholeAgain() {
            OktaHook hook = hook(intake);
            intake.beforeEach(notice -> {
                if (notice.eventIds().contains("u1")) {
                    throw new IllegalStateException("a bug");
                }
            });

            assertThatIllegalStateException()
                    .isThrownBy(() -> deliver(hook, batch("e", SUSPENDED, other)));
            assertThat(intake.outcomes()).containsExactly(Outcome.FAILED, Outcome.CHANGED);

            intake.beforeEach(_ -> {});
            assertThat(deliver(hook, batch("e", SUSPENDED, other))).isEqualTo(204);
            assertThat(intake.taken())
                    .extracting(notice -> notice.eventIds().getFirst())
                    .containsExactly("u2", "u1");
        }

        @Test
        void doesNotWaitForTheDatabaseOnceForEveryEvent() {
            intake.beforeEach(notice -> {
                assertThat(notice.eventIds()).containsExactly("u1");
                throw new IllegalArgumentException(new SQLTransientConnectionException("away"));
            });

            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> deliver(hook(intake), batch("e", SUSPENDED, other)));
            assertThat(intake.outcomes()).containsExactly(Outcome.FAILED);
        }

        @Test
        void asksForTheWholeAgainWhereThereIsTooMuchToDo() {
            intake.beforeEach(_ -> {
                throw WebhookProblems.busy();
            });

            assertThat(deliver(hook(intake), batch("e", SUSPENDED, other))).isEqualTo(503);
            assertThat(intake.outcomes()).containsExactly(Outcome.FAILED);
        }
    }
}
