package dev.hostkeysync.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What Zoom's answers about meetings and assistants mean. The codes are those of the methods'
/// references (Zoom API, Meetings and Users, March 2026). Several refusals share a code; a few
/// words of the message tell them apart, and nothing of it is kept.
///
/// Unlike a host key, a meeting is not there after a 4xx that nobody documented: a request that was
/// refused was not carried out.
final class MeetingAnswers {

    // NB: messages quote e-mail addresses, so one word is never enough to know them by.

    /// The members that we send: what Zoom names beside them is not told on.
    private static final Set<String> SENT =
            Set.of(
                    "topic",
                    "agenda",
                    "start_time",
                    "duration",
                    "timezone",
                    "password",
                    "schedule_for",
                    "settings.join_before_host",
                    "settings.waiting_room",
                    "settings.mute_upon_entry",
                    "settings.host_video",
                    "settings.participant_video",
                    "settings.auto_recording",
                    "settings.alternative_hosts");

    private static final String OTHER = "a refusal that is not in Zoom's reference";

    private MeetingAnswers() {}

    /// @param forAnother whether `schedule_for` was sent
    static MeetingCreation creation(
            ZoomAnswer answer, Optional<JsonNode> body, boolean forAnother) {
        Optional<ZoomMeeting> meeting =
                answer.status() == 201 ? body.flatMap(ZoomMeeting::of) : Optional.empty();
        if (meeting.isPresent()) {
            return new MeetingCreation.Created(meeting.get());
        }
        String name = answer.name() + ": ";
        int code = answer.error().code().orElse(-1);
        if (answer.status() == 400) {
            return badRequest(code, message(body), members(body), forAnother, name);
        }
        if (answer.status() == 404 && code == 1001) {
            return refused(MeetingObstacle.UNKNOWN_USER, Set.of(), name + "no such user");
        }
        return isRefusal(answer.status())
                ? refused(MeetingObstacle.OTHER, Set.of(), name + OTHER)
                : new MeetingCreation.Failed(answer.unknown());
    }

    private static MeetingCreation badRequest(
            int code, String message, Set<String> members, boolean forAnother, String name) {
        return switch (code) {
            case 300 ->
                    members.equals(Set.of("schedule_for")) || message.contains("schedule_for")
                            ? refused(
                                    MeetingObstacle.HOST,
                                    Set.of("schedule_for"),
                                    name + "Zoom cannot make this user the host")
                            : refused(
                                    MeetingObstacle.VALUE, members, name + "Zoom refuses a value");
            case 3000 -> {
                if (message.contains("been blocked")) {
                    yield refused(
                            MeetingObstacle.BLOCKED_DOMAIN,
                            Set.of(),
                            name + "the account blocks the user's domain");
                }
                // The code is for more than this; in one's own name no privilege is needed.
                yield forAnother
                        ? refused(
                                MeetingObstacle.PRIVILEGE,
                                Set.of(),
                                name + "no privilege to schedule for this host")
                        : refused(MeetingObstacle.OTHER, Set.of(), name + OTHER);
            }
            case 3161 ->
                    refused(
                            MeetingObstacle.HOSTING,
                            Set.of(),
                            name + "the user may not host meetings");
            default -> refused(MeetingObstacle.OTHER, Set.of(), name + OTHER);
        };
    }

    private static MeetingCreation refused(
            MeetingObstacle obstacle, Set<String> members, String reason) {
        return new MeetingCreation.Refused(obstacle, members, reason);
    }

    static AssistantGrant grant(ZoomAnswer answer, Optional<JsonNode> body) {
        String name = answer.name() + ": ";
        int code = answer.error().code().orElse(-1);
        if (answer.status() == 201) {
            return new AssistantGrant.Granted();
        }
        if (answer.status() == 400 && code == 200) {
            return badGrant(message(body), name);
        }
        if (answer.status() == 404 && code == 1001) {
            return new AssistantGrant.NoSuchHost(name + "no such user");
        }
        return isRefusal(answer.status())
                ? new AssistantGrant.Refused(name + OTHER)
                : new AssistantGrant.Failed(answer.unknown());
    }

    private static AssistantGrant badGrant(String message, String name) {
        if (message.contains("already granted")) {
            return new AssistantGrant.HadIt();
        }
        if (message.contains("paid account")) {
            return new AssistantGrant.Refused(name + "the account is not a paid one");
        }
        if (message.contains("licensed user")) {
            return new AssistantGrant.Refused(name + "host and scheduler must both be licensed");
        }
        return new AssistantGrant.Refused(
                message.contains("can't find user")
                        ? name + "Zoom does not find the scheduler in the host's account"
                        : name + "Zoom does not say why in words we know");
    }

    // 408: the server gave up waiting, whatever it had done before.
    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500 && status != 408;
    }

    private static String message(Optional<JsonNode> body) {
        return body.map(json -> json.path("message").asText("").toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private static Set<String> members(Optional<JsonNode> body) {
        return body.stream()
                .flatMap(json -> StreamSupport.stream(json.path("errors").spliterator(), false))
                .map(error -> error.path("field").asText(""))
                .filter(SENT::contains)
                .collect(Collectors.toSet());
    }
}
