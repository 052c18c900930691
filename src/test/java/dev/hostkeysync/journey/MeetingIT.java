package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import dev.hostkeysync.zoomsim.SimulatedMeeting;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `POST /api/v1/meetings` of the packaged service: an assistant books a room for the boss.
class MeetingIT {

    private static final String ROOMS = "rooms-token-0123456789";
    private static final String CALENDAR = "calendar-token-0123456789";
    private static final String START = "2099-12-01T09:00:00Z";

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        installation = Installation.of("meeting");
        installation
                .with(
                        "API_TOKENS",
                        installation.credentials().apiTokens()
                                + ",rooms:meeting.write+hostkey.read:"
                                + ROOMS
                                + ",calendar:meeting.write+meeting.start-url:"
                                + CALENDAR)
                .with("ZOOM_REQUEST_TIMEOUT", "PT2S");
        service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void schedulesForTheBossWithTheirKey() throws Exception {
        Employee ceo = withKey();
        String pa = Employee.newEmail();

        Reply refused = client.meeting(board(ceo.email(), pa, ""), ROOMS, "");
        Reply made =
                client.meeting(
                        board(ceo.email(), pa, ",\"grantPrivilege\":true,\"layout\":\"11\""),
                        ROOMS,
                        "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("content-type")).startsWith("application/problem+json");
        assertThat(refused.json().path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/no-scheduling-privilege");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("cache-control")).isEqualTo("no-store");
        SimulatedMeeting meeting = meetingsOf(ceo.email()).getFirst();
        String key = installation.zoom().hostKeyOf(ceo.email()).orElseThrow();
        JsonNode answer = made.json();
        assertThat(answer.path("meetingId").asText()).isEqualTo(Long.toString(meeting.id()));
        assertThat(answer.path("joinUrl").asText()).startsWith("https://sim.zoom.us/j/");
        assertThat(answer.path("passcode").asText()).isEqualTo(meeting.numericPassword());
        assertThat(answer.path("hostEmail").asText()).isEqualTo(ceo.email());
        assertThat(answer.path("startTime").asText()).isEqualTo(START);
        assertThat(answer.has("startUrl")).isFalse();
        assertThat(answer.at("/dialStrings/sip").asText())
                .isEqualTo(
                        meeting.id()
                                + "."
                                + meeting.numericPassword()
                                + ".11."
                                + key
                                + "@zoomcrc.com");
        assertThat(answer.at("/dialStrings/h323").asText())
                .isEqualTo(
                        "144.195.19.161##"
                                + meeting.id()
                                + "#"
                                + meeting.numericPassword()
                                + "#11#"
                                + key);
        assertThat(entries(ceo))
                .containsExactly(
                        "rooms meeting.schedule by " + hashed(pa),
                        "rooms meeting.schedule by " + hashed(pa),
                        "rooms meeting.grant-privilege to schedule, asked for by " + hashed(pa),
                        "rooms meeting.scheduled meeting "
                                + meeting.id()
                                + ", Zoom's host "
                                + meeting.hostId(),
                        "rooms host-key.dial-string version 1; reason: meeting "
                                + meeting.id()
                                + " was scheduled");
        assertThat(Files.readString(service.log()))
                .doesNotContain(answer.path("joinUrl").asText(), "zak=", pa);
    }

    @Test
    void makesOneMeetingOfOneKey() {
        String host = Employee.newEmail();

        Reply first = client.meeting(own(host, ""), ROOMS, "key-1-" + host);
        Reply again = client.meeting(own(host, ""), ROOMS, "key-1-" + host);
        Reply other = client.meeting(own(host, ",\"durationMinutes\":15"), ROOMS, "key-1-" + host);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.header("idempotency-replayed")).isEmpty();
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(409);
        assertThat(meetingsOf(host)).hasSize(1);
    }

    @Test
    void saysThatNobodyKnowsAndMakesNoSecondOne() {
        String host = Employee.newEmail();
        installation
                .zoom()
                .misbehave(Rule.next(1, new Action.DropAfterApply()).method("POST").user(host));

        Reply first = client.meeting(own(host, ""), ROOMS, "key-2-" + host);
        Reply again = client.meeting(own(host, ""), ROOMS, "key-2-" + host);

        assertThat(first.status()).isEqualTo(504);
        assertThat(first.json().path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/meeting-unknown");
        assertThat(first.json().path("detail").asText()).contains("upcoming meetings");
        assertThat(again.status()).isEqualTo(504);
        assertThat(meetingsOf(host)).hasSize(1);
    }

    @Test
    void tellsTheStartUrlToWhoMayHaveIt() {
        String host = Employee.newEmail();
        String body = own(host, ",\"includeStartUrl\":true");

        Reply refused = client.meeting(body, ROOMS, "");
        Reply told = client.meeting(body, CALENDAR, "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asText()).contains("meeting.start-url");
        assertThat(told.status()).isEqualTo(201);
        assertThat(told.json().path("startUrl").asText()).contains("?zak=");
        assertThat(told.json().at("/dialStrings/hostKey").asText()).isEqualTo("not-allowed");
        assertThat(meetingsOf(host)).hasSize(1);
    }

    @Test
    void doesNotHoldHostKeysWhereOneHostsDayIsUsed() {
        String host = Employee.newEmail();
        installation.zoom().options(o -> o.toBuilder().meetingsPerHostPerDay(1).build());
        try {
            assertThat(client.meeting(own(host, ""), ROOMS, "").status()).isEqualTo(201);

            Reply refused = client.meeting(own(host, ""), ROOMS, "");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().path("detail").asText()).contains("Zoom answered 429/429");
            assertThat(Long.parseLong(refused.header("retry-after"))).isBetween(0L, 86_400L);
            assertThat(client.meeting(own(Employee.newEmail(), ""), ROOMS, "").status())
                    .isEqualTo(201);
            Employee _ = withKey();
        } finally {
            installation.zoom().options(o -> o.toBuilder().meetingsPerHostPerDay(100).build());
        }
    }

    @Test
    void schedulesNothingForStrangersAndNothingThatIsWrong() {
        Reply wrong = client.meeting("{\"durationMinutes\":0}", ROOMS, "");

        assertThat(
                        client.meeting(
                                        own("a@example.com", ""),
                                        installation.credentials().reader(),
                                        "")
                                .status())
                .isEqualTo(403);
        assertThat(client.meeting(own("a@example.com", ""), "nobody-0123456789", "").status())
                .isEqualTo(401);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("errors").findValuesAsText("pointer"))
                .containsExactly("#/scheduleFor", "#/topic", "#/startTime", "#/durationMinutes");
        assertThat(client.meeting("", ROOMS, "").status()).isEqualTo(400);
        assertThat(client.meeting("{", ROOMS, "").status()).isEqualTo(400);
        assertThat(client.meeting(own("a@example.com", ""), ROOMS, " ").status()).isEqualTo(400);
    }

    private static String hashed(String email) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(email.getBytes(UTF_8));
        return "address sha256:" + HexFormat.of().formatHex(hash).substring(0, 16);
    }

    private static String own(String host, String members) {
        return "{\"scheduleFor\":\"%s\",\"topic\":\"Board\",\"startTime\":\"%s\"%s}"
                .formatted(host, START, members);
    }

    private static String board(String host, String scheduler, String members) {
        return own(host, ",\"scheduledBy\":\"" + scheduler + "\"" + members);
    }

    private static List<SimulatedMeeting> meetingsOf(String host) {
        return installation.zoom().meetings().all().stream()
                .filter(meeting -> meeting.hostEmail().equals(host))
                .toList();
    }

    private static Employee withKey() {
        Employee employee = client.create();
        truths.awaitAgreement(employee, 1, "issued");
        return employee;
    }

    private static List<String> entries(Employee employee) {
        return installation
                .store()
                .jdbi()
                .withHandle(handle ->
                        handle.select(
                                        "SELECT actor || ' ' || action || ' ' || detail FROM audit_entry"
                                                + " WHERE user_id = ?::uuid AND actor = 'rooms' ORDER BY id",
                                        employee.id())
                                .mapTo(String.class)
                                .list());
    }
}
