package dev.hostkeysync.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Fields;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.dialing.Passcode;
import dev.hostkeysync.dialing.Regions;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.lookup.RoomWish;
import dev.hostkeysync.zoom.NewZoomMeeting;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A meeting as it is asked for, with every limit of Zoom's page held.
///
/// @param scheduleFor the host
/// @param scheduledBy empty = the host themselves
/// @param grantPrivilege whether `scheduledBy` becomes the host's assistant first
record MeetingOrder(
        String scheduleFor,
        Optional<String> scheduledBy,
        String topic,
        Instant start,
        Duration duration,
        Optional<ZoneId> timezone,
        Optional<Secret> passcode,
        NewZoomMeeting.Options options,
        RoomWish room,
        boolean includeHostKey,
        boolean grantPrivilege,
        boolean includeStartUrl) {

    private static final int LONGEST_TOPIC = 200;
    private static final int LONGEST_AGENDA = 2000;
    private static final int LONGEST_MINUTES = 1440;
    private static final int USUAL_MINUTES = 60;

    /// Zoom names no limit; this one is ours.
    private static final int MOST_ALTERNATIVE_HOSTS = 20;

    private static final Set<String> RECORDING = Set.of("none", "local", "cloud");

    static final Set<String> MEMBERS = members();

    private static Set<String> members() {
        Set<String> members =
                new HashSet<>(
                        Set.of(
                                "scheduleFor",
                                "scheduledBy",
                                "topic",
                                "startTime",
                                "durationMinutes",
                                "timezone",
                                "grantPrivilege",
                                "agenda",
                                "passcode",
                                "joinBeforeHost",
                                "waitingRoom",
                                "muteUponEntry",
                                "hostVideo",
                                "participantVideo",
                                "autoRecording",
                                "alternativeHosts",
                                "includeHostKey",
                                "includeStartUrl"));
        members.addAll(RoomWish.MEMBERS);
        return Set.copyOf(members);
    }

    /// @throws dev.hostkeysync.common.ProblemException 400, with every member that is wrong
    static MeetingOrder parse(@Nullable JsonNode body, Regions regions) {
        Fields fields = Fields.of(body, MEMBERS);
        Optional<String> host = person(fields, "scheduleFor");
        required(fields, "scheduleFor", "the host, whose e-mail address, Zoom user id or id");
        Optional<String> scheduler = person(fields, "scheduledBy");
        boolean grants = fields.flag("grantPrivilege", false);
        if (grants && !fields.has("scheduledBy")) {
            fields.fault(
                    "grantPrivilege",
                    "needs scheduledBy: without it the meeting is made in the host's own name");
        }
        String topic = line(fields, "topic", LONGEST_TOPIC).orElse("");
        required(fields, "topic", "1 to " + LONGEST_TOPIC + " characters");
        StartTime start = StartTime.parse(fields);
        MeetingOrder order =
                new MeetingOrder(
                        host.orElse(""),
                        scheduler,
                        topic,
                        start.instant(),
                        Duration.ofMinutes(
                                fields.whole("durationMinutes", 1, LONGEST_MINUTES)
                                        .orElse(USUAL_MINUTES)),
                        start.timezone(),
                        passcode(fields),
                        options(fields),
                        RoomWish.parse(fields, regions),
                        fields.flag("includeHostKey", true),
                        grants,
                        fields.flag("includeStartUrl", false));
        fields.check();
        return order;
    }

    private static Optional<String> person(Fields fields, String name) {
        Optional<String> text = fields.text(name).map(String::strip);
        if (text.isPresent() && !People.isReference(text.get())) {
            fields.fault(name, People.EXPECTED);
        }
        return text;
    }

    private static Optional<Secret> passcode(Fields fields) {
        Optional<String> text = fields.text("passcode");
        if (text.isPresent() && Passcode.parse(text.get()).isEmpty()) {
            fields.fault(
                    "passcode", "must be 1 to 10 digits as text: room devices have no letters");
        }
        return text.map(Secret::of);
    }

    private static NewZoomMeeting.Options options(Fields fields) {
        Optional<String> recording = fields.text("autoRecording");
        if (recording.isPresent() && !RECORDING.contains(recording.get())) {
            fields.fault("autoRecording", "must be none, local or cloud");
        }
        Optional<String> agenda = fields.text("agenda");
        if (agenda.isPresent() && agenda.get().length() > LONGEST_AGENDA) {
            fields.fault("agenda", "must have at most " + LONGEST_AGENDA + " characters");
        }
        return new NewZoomMeeting.Options(
                agenda,
                flag(fields, "joinBeforeHost"),
                flag(fields, "waitingRoom"),
                flag(fields, "muteUponEntry"),
                flag(fields, "hostVideo"),
                flag(fields, "participantVideo"),
                recording,
                alternativeHosts(fields));
    }

    private static List<EmailAddress> alternativeHosts(Fields fields) {
        if (!fields.has("alternativeHosts")) {
            return List.of();
        }
        JsonNode node = fields.node("alternativeHosts");
        // A semicolon would be two of them at Zoom.
        List<EmailAddress> hosts =
                node.valueStream()
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .filter(text -> !text.contains(";"))
                        .map(EmailAddress::parse)
                        .flatMap(Optional::stream)
                        .toList();
        if (!node.isArray()
                || hosts.size() != node.size()
                || node.size() > MOST_ALTERNATIVE_HOSTS) {
            fields.fault(
                    "alternativeHosts",
                    "must be a list of at most " + MOST_ALTERNATIVE_HOSTS + " e-mail addresses");
        }
        return hosts;
    }

    private static Optional<Boolean> flag(Fields fields, String name) {
        boolean on = fields.flag(name, false);
        return fields.has(name) ? Optional.of(on) : Optional.empty();
    }

    private static Optional<String> line(Fields fields, String name, int longest) {
        Optional<String> text = fields.text(name);
        boolean right =
                text.map(one ->
                                !one.isBlank()
                                        && one.length() <= longest
                                        && one.chars().noneMatch(Character::isISOControl))
                        .orElse(true);
        if (!right) {
            fields.fault(name, "must have 1 to " + longest + " characters on one line");
        }
        return text;
    }

    private static void required(Fields fields, String name, String expected) {
        if (!fields.has(name)) {
            fields.fault(name, "is missing: " + expected);
        }
    }

    /// Without what people wrote.
    @Override
    public String toString() {
        return "MeetingOrder[" + start + ", " + duration + "]";
    }
}
