package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `POST /users/{userId}/meetings`. With `schedule_for` the host is somebody else, whose assistant
/// the caller's user must be. Every call that succeeds makes another meeting.
final class CreateMeeting {

    private static final JsonBody BODY =
            new JsonBody("zoomsim/create-meeting-body.txt", /* query= */ Map.of());

    private static final Pattern START =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z?");

    private static final int INSTANT = 1;
    private static final int SCHEDULED = 2;

    /// Users who may not host: unassigned and none.
    private static final Set<Integer> WITHOUT_MEETINGS = Set.of(4, 99);

    private final Supplier<SimulatorOptions> options;
    private final SimulatedUsers users;
    private final SimulatedMeetings meetings;

    CreateMeeting(
            Supplier<SimulatorOptions> options, SimulatedUsers users, SimulatedMeetings meetings) {
        this.options = options;
        this.users = users;
        this.meetings = meetings;
    }

    Answer answer(Call call) {
        return BODY.read(call, body -> validated(call, body));
    }

    private Answer validated(Call call, JsonNode body) {
        String password = body.path("password").asText("");
        boolean badPassword = options.get().numericPasscodes() && !password.matches("[0-9]*");
        if (badPassword) {
            return Answer.invalid(List.of(new FieldError("password", "Invalid field.")));
        }
        if (body.has("start_time") && !START.matcher(body.path("start_time").asText()).matches()) {
            return Answer.invalid(List.of(new FieldError("start_time", "Invalid field.")));
        }
        String ref = call.userRef().orElseThrow();
        return active(ref)
                .map(scheduler -> scheduled(scheduler, body))
                .orElseGet(() -> FaultTable.answer(1001, ref));
    }

    private Answer scheduled(SimulatedUser scheduler, JsonNode body) {
        if (!body.has("schedule_for")) {
            return made(scheduler, scheduler, body);
        }
        if (body.path("type").asInt(SCHEDULED) == INSTANT) {
            return Answer.fault(400, 3000, "Instant meetings have no schedule_for.");
        }
        Optional<SimulatedUser> host = active(body.path("schedule_for").asText());
        if (host.isEmpty()) {
            return Answer.fault(400, 300, "The value of the schedule_for field is invalid.");
        }
        boolean allowed =
                host.get().id().equals(scheduler.id())
                        || meetings.assistantsOf(host.get().id()).contains(scheduler.id());
        return allowed
                ? made(host.get(), scheduler, body)
                : FaultTable.answer(3000, host.get().email());
    }

    private Answer made(SimulatedUser host, SimulatedUser scheduler, JsonNode body) {
        SimulatorOptions now = options.get();
        if (now.blockedDomains().contains(host.email().replaceAll(".*@", ""))) {
            return Answer.fault(
                    400, 3000, "Users in the domain have been blocked from joining meetings.");
        }
        if (WITHOUT_MEETINGS.contains(host.type())) {
            return FaultTable.answer(3161, host.email());
        }
        if (!meetings.countWrite(host.id(), now.meetingsPerHostPerDay())) {
            return Throttling.hostDayUsed(now.meetingsPerHostPerDay());
        }
        String password = passwordOf(body);
        SimulatedMeeting meeting =
                meetings.add(
                        new SimulatedMeeting(
                                meetings.nextId(),
                                meetings.nextText() + "==",
                                host.id(),
                                host.email(),
                                scheduler.id(),
                                body.path("topic").asText("Zoom Meeting"),
                                text(body, "start_time"),
                                body.path("duration").asInt(60),
                                text(body, "timezone"),
                                password,
                                password == null ? null : digits(password)));
        return Answer.json(201, told(meeting, body.path("type").asInt(SCHEDULED)));
    }

    private @Nullable String passwordOf(JsonNode body) {
        if (body.has("password")) {
            return body.path("password").asText();
        }
        if (!body.path("default_password").asBoolean(true)) {
            return null;
        }
        String drawn = digits(meetings.nextText());
        return options.get().numericPasscodes() ? drawn : "aB" + drawn.substring(2);
    }

    /// What Zoom makes of a passcode with letters, for devices that have none.
    private static String digits(String text) {
        return text.matches("[0-9]+")
                ? text
                : Integer.toString(100_000 + Math.floorMod(text.hashCode(), 900_000));
    }

    private ObjectNode told(SimulatedMeeting meeting, int type) {
        ObjectNode told =
                Json.object()
                        .put("id", meeting.id())
                        .put("uuid", meeting.uuid())
                        .put("host_id", meeting.hostId())
                        .put("host_email", meeting.hostEmail())
                        .put("assistant_id", meeting.schedulerId())
                        .put("topic", meeting.topic())
                        .put("type", type)
                        .put("status", "waiting")
                        .put("duration", meeting.duration())
                        .put("timezone", Objects.requireNonNullElse(meeting.timezone(), "UTC"))
                        .put("creation_source", "open_api")
                        .put(
                                "start_url",
                                "https://sim.zoom.us/s/"
                                        + meeting.id()
                                        + "?zak="
                                        + meetings.nextText());
        if (meeting.startTime() != null) {
            told.put("start_time", meeting.startTime());
        }
        if (options.get().leakHostKey()) {
            told.put("dynamic_host_key", "123456");
        }
        String join = "https://sim.zoom.us/j/" + meeting.id();
        if (meeting.password() == null) {
            return told.put("join_url", join);
        }
        String encrypted = meetings.nextText() + ".1";
        return told.put("join_url", join + "?pwd=" + encrypted)
                .put("password", meeting.password())
                .put("h323_password", meeting.numericPassword())
                .put("pstn_password", meeting.numericPassword())
                .put("encrypted_password", encrypted);
    }

    private Optional<SimulatedUser> active(String ref) {
        return users.address(ref).filter(user -> user.status() == UserState.ACTIVE);
    }

    private static @Nullable String text(JsonNode body, String member) {
        return body.has(member) ? body.get(member).asText() : null;
    }
}
