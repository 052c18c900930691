package dev.hostkeysync.meeting;

import dev.hostkeysync.common.FieldFault;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.zoom.AssistantGrant;
import dev.hostkeysync.zoom.MeetingCreation;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Why there is no meeting, or none that we know of: what happened, why, and what to do.
final class MeetingProblems {

    private static final Duration SOON = Duration.ofSeconds(5);

    /// Zoom's names of the members we send, and ours.
    private static final Map<String, String> MEMBERS =
            Map.ofEntries(
                    Map.entry("topic", "topic"),
                    Map.entry("agenda", "agenda"),
                    Map.entry("start_time", "startTime"),
                    Map.entry("duration", "durationMinutes"),
                    Map.entry("timezone", "timezone"),
                    Map.entry("password", "passcode"),
                    Map.entry("schedule_for", "scheduleFor"),
                    Map.entry("settings.join_before_host", "joinBeforeHost"),
                    Map.entry("settings.waiting_room", "waitingRoom"),
                    Map.entry("settings.mute_upon_entry", "muteUponEntry"),
                    Map.entry("settings.host_video", "hostVideo"),
                    Map.entry("settings.participant_video", "participantVideo"),
                    Map.entry("settings.auto_recording", "autoRecording"),
                    Map.entry("settings.alternative_hosts", "alternativeHosts"));

    private MeetingProblems() {}

    static Problem noSuchUser(String member) {
        return Problem.of("no-such-user", 404, "No such user")
                .detail(
                        member
                                + " is the id of nobody here, or of a user without an e-mail address. Name the user by the"
                                + " e-mail address they have at Zoom, or by Zoom's id.")
                .errors(List.of(new FieldFault("#/" + member, member + " means nobody")));
    }

    static Problem past() {
        String what = "startTime lies in the past";
        return Problem.of("bad-request", 400, "The request cannot be understood")
                .detail(what + "; Zoom schedules meetings for the future only.")
                .errors(List.of(new FieldFault("#/startTime", what)));
    }

    static Problem startUrlNotAllowed(String scope) {
        return Problem.of("forbidden", 403, "The caller may not do this")
                .detail(
                        "includeStartUrl needs a token with the scope "
                                + scope
                                + ": whoever has the start URL is the meeting's host. Nothing was scheduled.");
    }

    /// @param refused what Zoom said, where it was Zoom
    static Problem hostDayUsed(int limit, Instant now, Optional<String> refused) {
        Instant midnight =
                now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
        return Problem.of("host-day-used", 429, "The host's meetings of the day are used up")
                .detail(
                        "Zoom lets %d meetings a day be created or changed for one host, whoever asks, counted from 00:00 UTC, and this host has had them%s. Nothing was scheduled. Ask again after 00:00 UTC, or schedule for another host."
                                .formatted(
                                        limit,
                                        refused.map(reason -> " (" + reason + ")").orElse("")))
                .retryAfter(Duration.between(now, midnight));
    }

    static Problem keyReused() {
        return Problem.of(
                        "idempotency-key-reused", 409, "The Idempotency-Key came with another body")
                .detail(
                        "Within 24 hours this Idempotency-Key came with another body. Repeat the first request as it was to"
                                + " get its answer, or take a new key for another meeting.");
    }

    static Problem underWay() {
        return Problem.of("request-under-way", 409, "The same request is under way")
                .detail(
                        "A request with this Idempotency-Key was sent to Zoom a moment ago and has no answer yet. Ask again"
                                + " in a moment, with the same key, for its answer.")
                .retryAfter(Duration.ofSeconds(2));
    }

    static Problem answerLost(String meetingId) {
        return Problem.of("answer-lost", 409, "The answer cannot be read any more")
                .detail(
                        "Meeting "
                                + meetingId
                                + " was made by this request. The rest of the answer was sealed with a key that is no longer in"
                                + " HOSTKEY_KEYSET. Look the meeting up at Zoom.");
    }

    /// @param since when Zoom was asked
    static Problem unknown(String why, Instant since, boolean keyed) {
        return Problem.of("meeting-unknown", 504, "It is not known whether the meeting was made")
                .detail(
                        "Zoom was asked for the meeting at %s and gave no clear answer (%s), so it may be there. Look first: in Zoom's web portal at the host's upcoming meetings, or with GET /v2/users/{host}/meetings, for this topic and start. If it is there, use it; if it is not, ask again%s."
                                .formatted(
                                        since.truncatedTo(ChronoUnit.SECONDS),
                                        why,
                                        keyed ? " with a new Idempotency-Key" : ""));
    }

    /// @param self whether the meeting was to be made in the host's own name
    static Problem refused(MeetingCreation.Refused refused, boolean self) {
        String caller = self ? "scheduleFor" : "scheduledBy";
        return switch (refused.obstacle()) {
            case PRIVILEGE ->
                    Problem.of("no-scheduling-privilege", 409, "No scheduling privilege")
                            .detail(
                                    said(refused)
                                            + "Send grantPrivilege: true to make scheduledBy an assistant of the host first, or have"
                                            + " the host do it in Zoom's web portal (Settings, Meeting, Schedule Privilege), or leave"
                                            + " scheduledBy out to schedule in the host's own name.");
            case BLOCKED_DOMAIN ->
                    Problem.of("domain-blocked", 409, "The account blocks the domain")
                            .detail(
                                    said(refused)
                                            + "An administrator of Zoom mends it: Settings, Block users in specific domains from"
                                            + " joining meetings and webinars.");
            case HOSTING ->
                    Problem.of("may-not-host", 409, "The user may not host meetings")
                            .detail(
                                    said(refused)
                                            + "Give the host, and who schedules, a Zoom licence or role with meetings.");
            case HOST ->
                    Problem.of("host-not-usable", 409, "Zoom cannot make this user the host")
                            .detail(
                                    said(refused)
                                            + "See whether scheduleFor is an active user of this Zoom account, who has accepted the"
                                            + " invitation.")
                            .errors(member("scheduleFor", "is refused by Zoom"));
            case UNKNOWN_USER ->
                    Problem.of("no-such-zoom-user", 404, "Zoom does not know the user")
                            .detail(
                                    said(refused)
                                            + "See whether "
                                            + caller
                                            + " is an active user of this Zoom account.")
                            .errors(member(caller, "is not known to Zoom"));
            case VALUE ->
                    Problem.of("refused-by-zoom", 400, "Zoom refuses a value")
                            .detail(
                                    said(refused)
                                            + (refused.members().isEmpty()
                                                    ? "Zoom does not say which: look at passcode (the account's rules for it),"
                                                            + " alternativeHosts and timezone."
                                                    : "The errors name what to change; the account's settings may ask for more than"
                                                            + " we know, such as longer passcodes."))
                            .errors(
                                    new TreeSet<>(refused.members())
                                            .stream()
                                                    .map(name -> MEMBERS.getOrDefault(name, name))
                                                    .map(name ->
                                                            new FieldFault(
                                                                    "#/" + name,
                                                                    name + " is refused by Zoom"))
                                                    .toList());
            case OTHER ->
                    Problem.of("refused-by-zoom-otherwise", 502, "Zoom refuses the meeting")
                            .detail(
                                    said(refused)
                                            + "Look the code up in Zoom's reference of POST /users/{userId}/meetings.");
        };
    }

    private static String said(MeetingCreation.Refused refused) {
        return refused.reason() + ". Nothing was scheduled. ";
    }

    private static List<FieldFault> member(String name, String what) {
        return List.of(new FieldFault("#/" + name, name + " " + what));
    }

    static Problem noSuchHost(AssistantGrant.NoSuchHost grant) {
        return Problem.of("no-such-zoom-user", 404, "Zoom does not know the user")
                .detail(
                        grant.reason()
                                + ". Nothing was scheduled. See whether scheduleFor is an active user of this Zoom account.")
                .errors(member("scheduleFor", "is not known to Zoom"));
    }

    static Problem notGranted(AssistantGrant.Refused grant) {
        return Problem.of(
                        "privilege-not-granted", 409, "The scheduling privilege cannot be granted")
                .detail(
                        grant.reason()
                                + ". Nothing was scheduled. Host and scheduler must both be licensed users of this account, and a"
                                + " host has at most 30 assistants. Or leave scheduledBy out to schedule in the host's own name.");
    }

    /// Where nothing was made: every trouble but an unknown outcome of the meeting itself. Whether
    /// a privilege was granted does not matter, it may be granted again.
    static Problem trouble(ZoomOutcome.Trouble trouble) {
        return switch (trouble) {
            case ZoomOutcome.Throttled throttled ->
                    Problem.of("zoom-throttled", 503, "Zoom may not be called now")
                            .detail(
                                    "Zoom may not be called now: "
                                            + throttled.reason()
                                            + ". Nothing was scheduled. Ask again when Retry-After says.")
                            .retryAfter(
                                    throttled.pause().compareTo(SOON) > 0
                                            ? throttled.pause()
                                            : SOON);
            case ZoomOutcome.AccountRefused refused ->
                    Problem.of("app-refused", 502, "Zoom refuses our app")
                            .detail(
                                    "Zoom refuses our app: "
                                            + refused.reason()
                                            + ". Nothing was scheduled. An operator adds what is missing in the Zoom App Marketplace"
                                            + " (Manage, Built Apps, the app, Scopes); script/preflight shows what the app may do.");
            case ZoomOutcome.NotSent notSent ->
                    Problem.of("zoom-unreachable", 503, "Zoom cannot be reached")
                            .detail(
                                    "Zoom cannot be reached: "
                                            + notSent.reason()
                                            + ". Nothing was scheduled. Ask again.")
                            .retryAfter(SOON);
            case ZoomOutcome.Unknown unknown ->
                    Problem.of("privilege-unknown", 504, "Zoom did not grant the privilege in time")
                            .detail(
                                    "The scheduling privilege may be granted or not ("
                                            + unknown.reason()
                                            + "). Nothing was scheduled. Ask again: granting it twice changes nothing.")
                            .retryAfter(SOON);
        };
    }
}
