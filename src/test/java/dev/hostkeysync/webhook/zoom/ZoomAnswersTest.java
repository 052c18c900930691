package dev.hostkeysync.webhook.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.directory.Report;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Zoom is answered, and what is taken.
class ZoomAnswersTest {

    private static final String ACTIVATED =
            event("user.activated", "\"email\":\"zoe@example.com\",\"type\":2");
    private static final String KEY_CHANGED = event("user.updated", "\"host_key\":\"730164\"");

    private final ZoomDoor door = new ZoomDoor();

    @Nested
    class Answers {

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    // what | body | status | body or problem | outcome
                    "the address check | {\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"q9ib\"}} | 200 | * | VALIDATION",
                    "settings, whatever they are | {\"event\":\"user.settings_updated\",\"payload\":{\"object\":{\"id\":\"KDcuGIm1QgePTO8WbOqwIQ\",\"email\":\"zoe@example.com\",\"type\":2,\"host_key\":\"730164\",\"settings\":{\"in_meeting\":{\"allow_live_streaming\":true}}}}} | 204 | '' | IGNORED",
                    "an event of a user | {\"event\":\"user.settings_updated\",\"payload\":{\"object\":{\"id\":\"a\"}}} | 204 | '' | IGNORED",
                    "an event of the future | {\"event\":\"user.teleported\"} | 204 | '' | IGNORED",
                    "an event of another account | {\"event\":\"user.deleted\",\"payload\":{\"account_id\":\"other\",\"object\":{\"id\":\"a\"}}} | 204 | '' | IGNORED",
                    "a user without a name | {\"event\":\"user.deleted\",\"payload\":{\"object\":{}}} | 400 | malformed-webhook | MALFORMED",
                    "an address check without a token | {\"event\":\"endpoint.url_validation\"} | 400 | malformed-webhook | MALFORMED",
                    "half a document | {\"event\": | 400 | malformed-webhook | MALFORMED",
                    "no document | '' | 400 | malformed-webhook | MALFORMED",
                })
        void dependOnTheBody(String what, String body, int status, String answer, Outcome outcome) {
            ZoomDoor.Answered answered = door.send(body);

            assertThat(answered.status()).isEqualTo(status);
            if (!answer.equals("*")) {
                assertThat(answered.body()).isEqualTo(answer);
            }
            assertThat(door.counted(outcome)).isEqualTo(1);
            assertThat(door.notices).isEmpty();
        }

        @Test
        void proveThatWeHoldTheSecret() {
            ZoomDoor.Answered answer =
                    door.send(
                            "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"q9ibPhGeRZ6ayx5WTrXjRw\"}}");

            assertThat(answer.body())
                    .contains("plainToken=q9ibPhGeRZ6ayx5WTrXjRw")
                    .contains(
                            "encryptedToken=465678e33b718d5d8ac257a39757f062a6170914efe44f802af8cb1a767a7f10");
        }

        @ParameterizedTest
        @CsvSource({"-5401, 401", "-5400, 204", "0, 204", "5400, 204", "5401, 401"})
        void holdForNinetyMinutes(long seconds, int status) {
            Instant signedAt = door.clock.instant().plusSeconds(seconds);
            String timestamp = Long.toString(signedAt.getEpochSecond());
            byte[] body = ACTIVATED.getBytes(StandardCharsets.UTF_8);

            ZoomDoor.Answered answer =
                    door.receive(body, timestamp, ZoomDoor.signature(timestamp, body), "r");

            assertThat(answer.status()).isEqualTo(status);
        }

        @Test
        void refuseWhatNobodySigned() {
            byte[] body = ACTIVATED.getBytes(StandardCharsets.UTF_8);

            ZoomDoor.Answered answer = door.receive(body, null, null, "r");

            assertThat(answer).isEqualTo(new ZoomDoor.Answered(401, "bad-signature"));
            assertThat(door.counted(Outcome.REFUSED)).isEqualTo(1);
            assertThat(door.receive(null, null, null, null).status()).isEqualTo(401);
        }

        @Test
        void sayOnceAMinuteThatSomethingWasRefused() {
            try (CapturedLogs logs = CapturedLogs.everything()) {
                door.receive(null, null, null, null);
                door.receive(null, null, null, null);
                door.clock.pass(Duration.ofMinutes(1));
                door.receive(null, null, null, null);

                assertThat(logs.text().split("Refused a request", -1)).hasSize(3);
            }
        }

        @Test
        void refuseWhatIsTooLarge() {
            String longest = ACTIVATED + " ".repeat(Payload.MAX_BYTES - ACTIVATED.length());

            assertThat(door.send(longest).status()).isEqualTo(204);
            assertThat(door.send(longest + " "))
                    .isEqualTo(new ZoomDoor.Answered(413, "content-too-large"));
        }

        @Test
        void areNoneWhileTheEndpointIsOff() {
            ZoomDoor off = new ZoomDoor(Map.of("ZOOM_WEBHOOK_SECRETS", ""));

            assertThat(off.send(ACTIVATED)).isEqualTo(new ZoomDoor.Answered(404, "endpoint-off"));
        }

        @Test
        void leaveOurOwnTroubleToTheErrorMapper() {
            door.trouble =
                    () -> {
                        throw new IllegalStateException("no database");
                    };

            assertThatThrownBy(() -> door.send(ACTIVATED)).hasMessage("no database");
            assertThatThrownBy(() -> door.send(KEY_CHANGED)).hasMessage("no database");
            // Of the first one the inbox counts it.
            assertThat(door.counted(Outcome.FAILED)).isEqualTo(1);
        }
    }

    @Nested
    class Notices {

        @Test
        void bearTheIdsOfTheRequestAndTheBody() {
            door.send(ACTIVATED, "0b9c7b6e_1");

            assertThat(door.notices.getFirst().eventIds())
                    .satisfiesExactly(
                            id -> assertThat(id).isEqualTo("request:0b9c7b6e_1/ActivatedAtZoom"),
                            id -> assertThat(id).matches("body:[0-9a-f]{64}/ActivatedAtZoom"));
        }

        @Test
        void tellNothingOfTheBodyToWhoeverHasNotTheSecret() throws NoSuchAlgorithmException {
            door.send(KEY_CHANGED);

            String plain =
                    HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(KEY_CHANGED.getBytes(StandardCharsets.UTF_8)));
            assertThat(door.notices.getFirst().eventIds().toString()).doesNotContain(plain);
        }

        @Test
        void areTheSameForTheSameEventOfSeveralSubscriptions() {
            door.send(ACTIVATED, "one");
            door.clock.pass(Duration.ofSeconds(1));
            door.send(ACTIVATED, "two");

            List<String> first = door.notices.getFirst().eventIds();
            List<String> second = door.notices.getLast().eventIds();
            assertThat(first)
                    .filteredOn(second::contains)
                    .singleElement()
                    .asString()
                    .startsWith("body:");
        }

        @Test
        void areOthersForAnotherEvent() {
            door.send(ACTIVATED, "one");
            door.send(ACTIVATED.replace("1767225700456", "1767225700457"), "two");

            assertThat(door.notices.getFirst().eventIds())
                    .doesNotContainAnyElementsOf(door.notices.getLast().eventIds());
        }

        @ParameterizedTest
        @CsvSource({"'',", "'a b',", "é,"})
        void doWithoutARequestIdThatIsNone(String requestId) {
            door.send(ACTIVATED.getBytes(StandardCharsets.UTF_8), requestId);

            assertThat(door.notices.getFirst().eventIds()).hasSize(1);
        }

        @Test
        void areNotOfTheFuture() {
            door.send(
                    event("user.deleted", "\"type\":1").replace("1767225700456", "9999999999999"));

            assertThat(door.notices.getFirst().occurredAt()).isEqualTo(door.clock.instant());
        }

        @ParameterizedTest
        @CsvSource({
            "0",
            "-1",
            "1",
            "946684799999",
            "\"1767225700456\"",
            "1e400",
            "null",
            "123456789012345678901234567890"
        })
        void areOfNowWithoutATime(String time) {
            door.send(event("user.deleted", "\"type\":1").replace("1767225700456", time));

            assertThat(door.notices.getFirst().occurredAt()).isEqualTo(door.clock.instant());
        }
    }

    @Nested
    class Drift {

        @Test
        void isReportedOfTheUserWhoIsMeant() {
            door.send(KEY_CHANGED);

            Notice notice = door.notices.getFirst();
            assertThat(notice.report()).isInstanceOf(Report.HostKeyDrifted.class);
            assertThat(notice.report().user().id()).contains(new UserId(FixedIds.number(7)));
        }

        @Test
        void isNoneWhenTheKeyIsOurs() {
            door.send(KEY_CHANGED.replace("730164", ZoomDoor.OURS.reveal()));

            assertThat(door.notices).isEmpty();
            assertThat(door.counted(Outcome.IGNORED)).isEqualTo(1);
        }

        @Test
        void ofWhomNobodyKnowsIsCounted() {
            door.zoe = Optional.empty();

            assertThat(door.send(KEY_CHANGED).status()).isEqualTo(204);
            assertThat(door.notices).isEmpty();
            assertThat(door.counted(Outcome.UNKNOWN_USER)).isEqualTo(1);
        }

        @Test
        void findsWhoChangedItThemselfByTheirAddress() {
            door.zoe = Optional.of(ZoomDoor.user(Optional.empty()));

            door.send(
                    KEY_CHANGED.replace(
                            "\"object\"",
                            "\"operator\":\"zoe@example.com\",\"operator_id\":\"%s\",\"object\""
                                    .formatted(ZoomDoor.ZOOM_ID)));

            assertThat(door.taken())
                    .containsExactly(
                            "HostKeyDrifted KDcuGIm1QgePTO8WbOqwIQ zoe@example.com at 2026-01-01T00:01:40.456Z");
        }

        @Test
        void isNotThatOfTheAdministratorWhoDidIt() {
            door.zoe = Optional.of(ZoomDoor.user(Optional.empty()));

            door.send(
                    KEY_CHANGED.replace(
                            "\"object\"",
                            "\"operator\":\"zoe@example.com\",\"operator_id\":\"somebody-else\",\"object\""));

            assertThat(door.counted(Outcome.UNKNOWN_USER)).isEqualTo(1);
        }

        @Test
        void leavesNoDigitsBehind() {
            try (CapturedLogs logs = CapturedLogs.everything()) {
                door.send(KEY_CHANGED);

                assertThat(logs.text()).doesNotContain("730164");
                assertThat(door.notices.toString()).doesNotContain("730164");
            }
        }
    }

    @Nested
    class Strangers {

        private final ZoomDoor adopting = new ZoomDoor(Map.of("ZOOM_WEBHOOK_ADOPT", "true"));

        @ParameterizedTest
        @CsvSource({
            "user.created, ReadyAtZoom",
            "user.invitation_accepted, ReadyAtZoom",
            "user.activated, ActivatedAtZoom"
        })
        void areNotMadeKnownUnasked(String event, String report) {
            door.zoe = Optional.empty();

            door.send(event(event, "\"email\":\"zoe@example.com\",\"type\":2"));

            assertThat(door.taken()).singleElement().asString().startsWith(report + " ");
        }

        @ParameterizedTest
        @CsvSource({"user.created", "user.invitation_accepted", "user.activated"})
        void areMadeKnownWhenAsked(String event) {
            adopting.zoe = Optional.empty();

            adopting.send(
                    event(
                            event,
                            "\"email\":\"zoe@example.com\",\"first_name\":\"Zoë\",\"last_name\":\"Müller\",\"type\":2"));

            Report.Created created = (Report.Created) adopting.notices.getFirst().report();
            assertThat(adopting.notices)
                    .extracting(notice -> notice.report().user().zoomUserId())
                    .containsExactly(
                            Optional.of(new ZoomUserId(ZoomDoor.ZOOM_ID)),
                            Optional.of(new ZoomUserId(ZoomDoor.ZOOM_ID)));
            assertThat(created.user().userName()).contains("zoe@example.com");
            assertThat(created.user().zoomUserId().orElseThrow().value())
                    .isEqualTo(ZoomDoor.ZOOM_ID);
            assertThat(created.profile().active()).isTrue();
            assertThat(created.profile().displayName()).contains("Zoë Müller");
            assertThat(created.profile().document())
                    .isEqualTo(
                            """
                            {"userName":"zoe@example.com","name":{"givenName":"Zoë","familyName":"Müller"},\
                            "displayName":"Zoë Müller",\
                            "emails":[{"value":"zoe@example.com","type":"work","primary":true}],"active":true}\
                            """);
        }

        @Test
        void areNotMadeOfWhoIsKnown() {
            adopting.send(event("user.created", "\"email\":\"zoe@example.com\",\"type\":2"));

            assertThat(adopting.taken()).singleElement().asString().startsWith("ReadyAtZoom ");
        }

        @Test
        void areNotMadeByOtherEvents() {
            adopting.zoe = Optional.empty();

            adopting.send(event("user.updated", "\"email\":\"zoe@example.com\""));
            adopting.send(event("user.deactivated", "\"email\":\"zoe@example.com\""));

            assertThat(adopting.taken())
                    .extracting(line -> line.replaceAll(" .*", ""))
                    .containsExactly("ReadyAtZoom", "DeactivatedAtZoom");
        }

        @Test
        void whoHaveNoAddressStayUnknown() {
            adopting.zoe = Optional.empty();

            adopting.send(event("user.created", "\"type\":2"));

            assertThat(adopting.taken()).singleElement().asString().startsWith("ReadyAtZoom ");
        }
    }

    @Nested
    class SignIns {

        private static final String SIGNED_IN =
                event("user.signed_in", "\"email\":\"zoe@example.com\",\"login_type\":101");

        @Test
        void tellTheZoomIdOfAUserWhoseIsNotKnown() {
            door.zoe = Optional.of(ZoomDoor.user(Optional.empty()));

            door.send(SIGNED_IN);

            assertThat(door.taken()).singleElement().asString().startsWith("ReadyAtZoom ");
        }

        @Test
        void meanNothingElse() {
            door.send(SIGNED_IN);

            assertThat(door.notices).isEmpty();
            assertThat(door.counted(Outcome.IGNORED)).isEqualTo(1);
        }
    }

    @Test
    void saysOnceThatEventsAreOfAnotherAccount() {
        String foreign = ACTIVATED.replace("AAAABBBBCCCC", "DDDD");
        try (CapturedLogs logs = CapturedLogs.everything()) {
            door.send(foreign);
            door.send(foreign);

            assertThat(logs.text().split("not the one in ZOOM_ACCOUNT_ID", -1)).hasSize(2);
        }
        assertThat(door.notices).isEmpty();
        assertThat(door.counted(Outcome.IGNORED)).isEqualTo(2);
    }

    private static String event(String event, String members) {
        return "{\"event\":\"%s\",\"event_ts\":1767225700456,\"payload\":{\"account_id\":\"AAAABBBBCCCC\",\"object\":{\"id\":\"%s\",%s}}}"
                .formatted(event, ZoomDoor.ZOOM_ID, members);
    }
}
