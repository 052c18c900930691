package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import dev.hostkeysync.zoomsim.UserFields;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoomMeetingsOverRestTest {

    private static final Priority LIVE = new Priority.Live();
    private static final ZoomUserRef PA =
            new ZoomUserRef.ByEmail(new EmailAddress("pa@example.com"));
    private static final ZoomUserRef CEO =
            new ZoomUserRef.ByEmail(new EmailAddress("ceo@example.com"));

    private final ZoomApi api = new ZoomApi();

    @BeforeEach
    void addUsers() {
        api.zoom.users().add(UserFields.ofEmail("pa@example.com").id("pa-id-0123456789"));
        api.zoom.users().add(UserFields.ofEmail("ceo@example.com").id("ceo-id-0123456789"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static NewZoomMeeting board(
            Optional<ZoomUserRef> host, NewZoomMeeting.Options options) {
        return new NewZoomMeeting(
                PA,
                host,
                "Board",
                Instant.parse("2026-12-01T09:00:00.5Z"),
                Duration.ofMinutes(45),
                Optional.empty(),
                Optional.empty(),
                options);
    }

    private MeetingCreation create() {
        return api.meetings.create(board(Optional.of(CEO), NewZoomMeeting.Options.NONE), LIVE);
    }

    @Test
    void schedulesForSomebodyElseOnceTheSchedulerMay() {
        MeetingCreation without = create();
        AssistantGrant granted = api.meetings.addAssistant(CEO, PA, LIVE);
        AssistantGrant again = api.meetings.addAssistant(CEO, PA, LIVE);
        MeetingCreation with = create();

        assertThat(without)
                .isEqualTo(
                        new MeetingCreation.Refused(
                                MeetingObstacle.PRIVILEGE,
                                Set.of(),
                                "Zoom answered 400/3000: no privilege to schedule for this host"));
        assertThat(granted).isEqualTo(new AssistantGrant.Granted());
        assertThat(again).isEqualTo(new AssistantGrant.HadIt());
        ZoomMeeting meeting = ((MeetingCreation.Created) with).meeting();
        var made = api.zoom.meetings().all().getFirst();
        assertThat(meeting.id()).isEqualTo(Long.toString(made.id()));
        assertThat(meeting.hostEmail()).contains(new EmailAddress("ceo@example.com"));
        assertThat(meeting.passcode().map(Secret::reveal)).contains(made.numericPassword());
        assertThat(made.schedulerId()).isEqualTo("pa-id-0123456789");
        assertThat(api.calls())
                .contains(
                        "POST /v2/users/pa%40example.com/meetings"
                                + " {\"topic\":\"Board\",\"type\":2,\"start_time\":\"2026-12-01T09:00:00Z\",\"duration\":45,"
                                + "\"schedule_for\":\"ceo@example.com\"}",
                        "POST /v2/users/ceo%40example.com/assistants"
                                + " {\"assistants\":[{\"email\":\"pa@example.com\"}]}");
        assertThat(api.paced)
                .containsExactly("LIGHT Live[]", "MEDIUM Live[]", "MEDIUM Live[]", "LIGHT Live[]");
        assertThat(api.counted())
                .contains(
                        Map.entry("create_meeting refused", 1.0),
                        Map.entry("create_meeting done", 1.0),
                        Map.entry("assistants done", 1.0),
                        Map.entry("assistants had_it", 1.0));
    }

    @Test
    void sendsEveryOption() {
        NewZoomMeeting meeting =
                new NewZoomMeeting(
                        PA,
                        Optional.empty(),
                        "Board",
                        Instant.parse("2026-12-01T09:00:00Z"),
                        Duration.ofHours(24),
                        Optional.of(ZoneId.of("Europe/Berlin")),
                        Optional.of(Secret.of("0482913")),
                        new NewZoomMeeting.Options(
                                Optional.of("Numbers"),
                                Optional.of(true),
                                Optional.of(false),
                                Optional.of(true),
                                Optional.of(true),
                                Optional.of(false),
                                Optional.of("cloud"),
                                List.of(
                                        new EmailAddress("a@example.com"),
                                        new EmailAddress("b@example.com"))));

        assertThat(api.meetings.create(meeting, LIVE)).isInstanceOf(MeetingCreation.Created.class);

        assertThat(api.calls())
                .containsExactly(
                        "POST /v2/users/pa%40example.com/meetings"
                                + " {\"topic\":\"Board\",\"type\":2,\"start_time\":\"2026-12-01T09:00:00Z\",\"duration\":1440,"
                                + "\"timezone\":\"Europe/Berlin\",\"password\":\"0482913\",\"agenda\":\"Numbers\","
                                + "\"settings\":{\"join_before_host\":true,\"waiting_room\":false,\"mute_upon_entry\":true,"
                                + "\"host_video\":true,\"participant_video\":false,\"auto_recording\":\"cloud\","
                                + "\"alternative_hosts\":\"a@example.com;b@example.com\"}}");
    }

    @Test
    void holdsNobodyWhereOneHostsDayIsUsed() {
        api.zoom.meetings().addAssistant("ceo-id-0123456789", "pa-id-0123456789");
        api.set(o -> o.meetingsPerHostPerDay(1));
        MeetingCreation first = create();

        MeetingCreation second = create();

        assertThat(first).isInstanceOf(MeetingCreation.Created.class);
        MeetingCreation.HostDayUsed used = (MeetingCreation.HostDayUsed) second;
        assertThat(used.reason()).isEqualTo("Zoom answered 429/429: the day's calls are used up");
        assertThat(used.pause()).isBetween(Duration.ofSeconds(1), Duration.ofDays(1));
        assertThat(api.paced).containsExactly("LIGHT Live[]", "LIGHT Live[]");
    }

    @Test
    void takesADayForTheAccountsWhereItHasOneAndZoomNamesNoUser() {
        Rule usedUp = Rule.next(1, new Action.Throttle("none", "Daily-limit")).path("/v2");
        api.zoom.misbehave(usedUp);
        MeetingCreation paid = create();
        List<String> heldForPaid = api.paced.stream().filter(one -> one.contains("held")).toList();
        api.hasDay = true;
        api.zoom.misbehave(usedUp);

        MeetingCreation.Failed free = (MeetingCreation.Failed) create();

        assertThat(paid).isInstanceOf(MeetingCreation.HostDayUsed.class);
        assertThat(heldForPaid).isEmpty();
        assertThat(free.trouble()).isInstanceOf(ZoomOutcome.Throttled.class);
        assertThat(api.paced).last().asString().startsWith("LIGHT held ");
    }

    @Test
    void takesTheDayOfOneUserForTheirsWhateverTheAccountHas() {
        api.hasDay = true;
        api.zoom.meetings().addAssistant("ceo-id-0123456789", "pa-id-0123456789");
        api.set(o -> o.meetingsPerHostPerDay(1));
        MeetingCreation _ = create();

        assertThat(create()).isInstanceOf(MeetingCreation.HostDayUsed.class);
        assertThat(api.paced).containsExactly("LIGHT Live[]", "LIGHT Live[]");
    }

    @Test
    void holdsEverybodyWhereMeetingsComeTooFast() {
        api.zoom.misbehave(Rule.next(1, new Action.Throttle("7", "QPS")).path("/v2"));

        MeetingCreation.Failed failed = (MeetingCreation.Failed) create();

        assertThat(failed.trouble()).isInstanceOf(ZoomOutcome.Throttled.class);
        assertThat(api.paced).last().asString().startsWith("LIGHT held PT7S: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dropAfterApply", "garbage"})
    void saysThatNobodyKnowsWhetherThereIsAMeeting(String action) {
        api.zoom.meetings().addAssistant("ceo-id-0123456789", "pa-id-0123456789");
        api.zoom.misbehave(
                Rule.next(
                                1,
                                action.equals("garbage")
                                        ? new Action.Garbage()
                                        : new Action.DropAfterApply())
                        .path("/v2"));

        MeetingCreation.Failed failed = (MeetingCreation.Failed) create();

        assertThat(failed.trouble()).isInstanceOf(ZoomOutcome.Unknown.class);
    }

    @Test
    void namesTheScopeThatIsMissing() {
        api.set(o -> o.scopes(Set.of("user:update:user:admin")));

        assertThat(create())
                .isEqualTo(
                        new MeetingCreation.Failed(
                                new ZoomOutcome.AccountRefused(
                                        "Zoom answered 400/4700: the app lacks the scope meeting:write:meeting:admin")));
        assertThat(api.meetings.addAssistant(CEO, PA, LIVE))
                .isEqualTo(
                        new AssistantGrant.Failed(
                                new ZoomOutcome.AccountRefused(
                                        "Zoom answered 400/4700: the app lacks the scope user:write:assistant:admin")));
    }
}
