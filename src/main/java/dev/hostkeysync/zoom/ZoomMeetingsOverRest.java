package dev.hostkeysync.zoom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.zoom.ZoomCalls.Result;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Collectors;

/// [ZoomMeetings] over Zoom's REST API.
@ApplicationScoped
class ZoomMeetingsOverRest implements ZoomMeetings {

    private static final int SCHEDULED = 2;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final PacedCalls calls;

    ZoomMeetingsOverRest(PacedCalls calls) {
        this.calls = calls;
    }

    @Override
    public MeetingCreation create(NewZoomMeeting meeting, Priority priority) {
        ZoomRequest request =
                new ZoomRequest(
                        Operation.CREATE_MEETING,
                        ZoomScope.CREATE_MEETING,
                        "POST",
                        "/v2/users/" + meeting.owner().pathSegment() + "/meetings",
                        Optional.of(ZoomJson.write(body(meeting))));
        MeetingCreation creation =
                switch (calls.call(request, priority)) {
                    case Result.Failed(ZoomOutcome.Throttled throttled)
                            when calls.isDayOfHost(Operation.CREATE_MEETING, throttled) ->
                            new MeetingCreation.HostDayUsed(throttled.pause(), throttled.reason());
                    case Result.Failed(var trouble) -> new MeetingCreation.Failed(trouble);
                    case Result.Answered(var answer, Secret answered) ->
                            MeetingAnswers.creation(
                                    answer,
                                    ZoomJson.read(answered),
                                    meeting.scheduleFor().isPresent());
                };
        switch (creation) {
            case MeetingCreation.Created _ -> calls.count(Operation.CREATE_MEETING, "done");
            case MeetingCreation.Refused _ -> calls.count(Operation.CREATE_MEETING, "refused");
            case MeetingCreation.HostDayUsed _, MeetingCreation.Failed _ -> {}
        }
        return creation;
    }

    private static ObjectNode body(NewZoomMeeting meeting) {
        ObjectNode body =
                ZoomJson.object()
                        .put("topic", meeting.topic())
                        .put("type", SCHEDULED)
                        .put("start_time", UTC.format(meeting.start()))
                        .put("duration", meeting.duration().toMinutes());
        meeting.timezone().ifPresent(zone -> body.put("timezone", zone.getId()));
        meeting.scheduleFor().ifPresent(host -> body.put("schedule_for", host.value()));
        meeting.passcode().ifPresent(passcode -> body.put("password", passcode.reveal()));
        NewZoomMeeting.Options options = meeting.options();
        options.agenda().ifPresent(agenda -> body.put("agenda", agenda));
        ObjectNode settings = ZoomJson.object();
        options.joinBeforeHost().ifPresent(on -> settings.put("join_before_host", on));
        options.waitingRoom().ifPresent(on -> settings.put("waiting_room", on));
        options.muteUponEntry().ifPresent(on -> settings.put("mute_upon_entry", on));
        options.hostVideo().ifPresent(on -> settings.put("host_video", on));
        options.participantVideo().ifPresent(on -> settings.put("participant_video", on));
        options.autoRecording().ifPresent(where -> settings.put("auto_recording", where));
        if (!options.alternativeHosts().isEmpty()) {
            settings.put(
                    "alternative_hosts",
                    options.alternativeHosts().stream()
                            .map(EmailAddress::value)
                            .collect(Collectors.joining(";")));
        }
        if (!settings.isEmpty()) {
            body.set("settings", settings);
        }
        return body;
    }

    @Override
    public AssistantGrant addAssistant(ZoomUserRef host, ZoomUserRef assistant, Priority priority) {
        ObjectNode body = ZoomJson.object();
        ObjectNode one = body.putArray("assistants").addObject();
        switch (assistant) {
            case ZoomUserRef.ById(var id) -> one.put("id", id.value());
            case ZoomUserRef.ByEmail(var email) -> one.put("email", email.value());
        }
        ZoomRequest request =
                new ZoomRequest(
                        Operation.ASSISTANTS,
                        ZoomScope.ADD_ASSISTANT,
                        "POST",
                        "/v2/users/" + host.pathSegment() + "/assistants",
                        Optional.of(ZoomJson.write(body)));
        AssistantGrant grant =
                switch (calls.call(request, priority)) {
                    case Result.Failed(var trouble) -> new AssistantGrant.Failed(trouble);
                    case Result.Answered(var answer, Secret answered) ->
                            MeetingAnswers.grant(answer, ZoomJson.read(answered));
                };
        switch (grant) {
            case AssistantGrant.Granted _ -> calls.count(Operation.ASSISTANTS, "done");
            case AssistantGrant.HadIt _ -> calls.count(Operation.ASSISTANTS, "had_it");
            case AssistantGrant.NoSuchHost _, AssistantGrant.Refused _ ->
                    calls.count(Operation.ASSISTANTS, "refused");
            case AssistantGrant.Failed _ -> {}
        }
        return grant;
    }
}
