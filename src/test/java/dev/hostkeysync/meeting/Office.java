package dev.hostkeysync.meeting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.dialing.DialingFixture;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lookup.LookupFixture;
import dev.hostkeysync.sealing.Keyset;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.zoom.AssistantGrant;
import dev.hostkeysync.zoom.MeetingCreation;
import dev.hostkeysync.zoom.NewZoomMeeting;
import dev.hostkeysync.zoom.ZoomConfig;
import dev.hostkeysync.zoom.ZoomMeeting;
import dev.hostkeysync.zoom.ZoomMeetings;
import dev.hostkeysync.zoom.ZoomUserRef;
import dev.hostkeysync.zoom.limit.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// The desk with a database of its own and a Zoom that answers what a test says.
final class Office implements ZoomMeetings {

    static final String BOARD =
            """
            {"scheduleFor":"ceo@example.com","scheduledBy":"pa@example.com","topic":"Board",\
            "startTime":"2026-12-01T09:00:00Z","durationMinutes":45}\
            """;

    static final String CRASH = "killed while Zoom was asked";

    final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    final Jdbi jdbi = TestDatabase.fresh().jdbi();
    final DirectoryFixture directory = new DirectoryFixture(jdbi, new FixedIds(), clock);
    final HostKeyLedger ledger = HostKeyFixture.ledger(clock);
    final List<String> reveals = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    SecretSealer sealer = new SecretSealer(Keyset.parse(HostKeyFixture.newKeyset()));
    Caller caller = new Caller("rooms", Set.of(Scope.MEETING_WRITE));

    /// Empty = a new meeting.
    Optional<MeetingCreation> answer = Optional.empty();

    AssistantGrant grant = new AssistantGrant.Granted();
    boolean crashing;
    Runnable whileZoomIsAsked = () -> {};
    private final FixedIds ids = new FixedIds();
    private Optional<MeetingDesk> desk = Optional.empty();
    private long lastMeeting = 92_674_392_835L;

    private MeetingDesk desk(Requests requests) {
        return new MeetingDesk(
                new People(directory.reader()),
                new WriteAhead(
                        jdbi,
                        requests,
                        AuditFixture.trail(clock),
                        Configs.of(
                                ZoomConfig.class,
                                Map.of(
                                        "ZOOM_ACCOUNT_ID", "a",
                                        "ZOOM_CLIENT_ID", "c",
                                        "ZOOM_CLIENT_SECRET", "s")),
                        clock),
                this);
    }

    MeetingDesk.Scheduled schedule(String body, String key) {
        MeetingDesk one = desk.orElseGet(() -> desk(new Requests(sealer, ids)));
        desk = Optional.of(one);
        return one.schedule(
                order(body),
                RequestKey.of(Optional.of(key).filter(text -> !text.isEmpty()), caller, json(body)),
                caller,
                "192.0.2.1");
    }

    /// As after a start with another keyset.
    void restart(SecretSealer with) {
        sealer = with;
        desk = Optional.empty();
    }

    Problem refused(String body, String key) {
        try {
            MeetingDesk.Scheduled scheduled = schedule(body, key);
            throw new AssertionError("scheduled " + scheduled.meeting().meetingId());
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    MeetingAnswer tell(MeetingDesk.Scheduled scheduled, String body) {
        return new Telling(
                        directory.reader(),
                        LookupFixture.dialStrings(
                                jdbi,
                                directory.reader(),
                                ledger,
                                AuditFixture.recording(reveals),
                                clock))
                .tell(scheduled.meeting(), order(body), caller, "192.0.2.1");
    }

    static MeetingOrder order(String body) {
        return MeetingOrder.parse(json(body), DialingFixture.regions());
    }

    static JsonNode json(String body) {
        try {
            return new JsonMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void may(Scope... scopes) {
        caller = new Caller("rooms", Set.of(scopes));
    }

    UserId created(String email) {
        return directory
                .changed(
                        new UserChange.Create(
                                new Profile(
                                        email,
                                        Optional.empty(),
                                        Optional.of(new EmailAddress(email)),
                                        Optional.empty(),
                                        true,
                                        "{}")))
                .getFirst()
                .envelope()
                .userId();
    }

    void removed(UserId user) {
        var _ = directory.changed(new UserChange.Remove(user, OptionalLong.empty()));
    }

    /// @return the digits
    String active(UserId user) {
        var _ = jdbi.inTransaction(tx -> ledger.open(tx, List.of(new OpenRequest(user, false))));
        var _ = jdbi.inTransaction(tx -> ledger.activate(tx, user, 1));
        return ledger.digitsOf(
                        jdbi.withHandle(tx -> ledger.current(tx, user))
                                .orElseThrow()
                                .active()
                                .orElseThrow())
                .reveal();
    }

    /// Actor, action and detail, the oldest first.
    List<String> trail() {
        return jdbi.withHandle(db ->
                db.select(
                                "SELECT actor || ' ' || action || ' ' || coalesce(user_id::text, '-') || ' ' || detail"
                                        + " FROM audit_entry ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    List<String> rows() {
        return jdbi.withHandle(db ->
                db.select("SELECT state FROM meeting_request ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    /// How many meetings were counted, over all hosts.
    int counted() {
        return jdbi.withHandle(db ->
                db.select("SELECT coalesce(sum(writes), 0) FROM meeting_host_day")
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public MeetingCreation create(NewZoomMeeting meeting, Priority priority) {
        calls.add(
                "create by "
                        + meeting.owner().value()
                        + meeting.scheduleFor().map(host -> " for " + host.value()).orElse(""));
        whileZoomIsAsked.run();
        if (crashing) {
            throw new IllegalStateException(CRASH);
        }
        return answer.orElseGet(() -> new MeetingCreation.Created(made(meeting)));
    }

    private ZoomMeeting made(NewZoomMeeting meeting) {
        lastMeeting++;
        return new ZoomMeeting(
                Long.toString(lastMeeting),
                Optional.of(new ZoomUserId("30R7kT7bTIKSNUFEuH_Qlg")),
                EmailAddress.parse(meeting.scheduleFor().orElse(meeting.owner()).value()),
                Secret.of("https://example.zoom.us/j/" + lastMeeting + "?pwd=x"),
                Optional.of(Secret.of("https://example.zoom.us/s/" + lastMeeting + "?zak=y")),
                Optional.of(Secret.of("482913")),
                Optional.of(meeting.start()));
    }

    @Override
    public AssistantGrant addAssistant(ZoomUserRef host, ZoomUserRef assistant, Priority priority) {
        calls.add("grant " + assistant.value() + " for " + host.value());
        return grant;
    }
}
