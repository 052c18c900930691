package dev.hostkeysync.meeting;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.meeting.WriteAhead.Opened;
import dev.hostkeysync.meeting.WriteAhead.Wish;
import dev.hostkeysync.zoom.AssistantGrant;
import dev.hostkeysync.zoom.MeetingCreation;
import dev.hostkeysync.zoom.NewZoomMeeting;
import dev.hostkeysync.zoom.ZoomMeetings;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.limit.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Schedules one meeting: writes down, asks Zoom, writes down. No transaction is open while Zoom is
/// asked.
@ApplicationScoped
class MeetingDesk {

    /// @param repeated whether an earlier request made it
    record Scheduled(Meeting meeting, boolean repeated) {}

    private static final Logger LOG = Logger.getLogger(MeetingDesk.class);
    private static final Priority LIVE = new Priority.Live();

    private final People people;
    private final WriteAhead writeAhead;
    private final ZoomMeetings zoom;

    MeetingDesk(People people, WriteAhead writeAhead, ZoomMeetings zoom) {
        this.people = people;
        this.writeAhead = writeAhead;
        this.zoom = zoom;
    }

    /// @param source the address the request came from
    /// @throws dev.hostkeysync.common.ProblemException when there is no meeting, or none that we
    ///   know of
    Scheduled schedule(MeetingOrder order, Optional<RequestKey> key, Caller caller, String source) {
        if (order.includeStartUrl() && !caller.may(Scope.MEETING_START_URL)) {
            throw MeetingProblems.startUrlNotAllowed(Scope.MEETING_START_URL.wireName())
                    .toException();
        }
        if (key.isPresent() && isAnyoneMissing(order)) {
            Optional<Meeting> made = writeAhead.repeated(key.get(), order, caller, source);
            if (made.isPresent()) {
                return new Scheduled(made.get(), /* repeated */ true);
            }
        }
        Person host = person(order.scheduleFor(), "scheduleFor");
        Optional<Person> scheduler =
                order.scheduledBy()
                        .map(reference -> person(reference, "scheduledBy"))
                        .filter(one -> !one.is(host));
        Wish wish = new Wish(order, host, scheduler, key, caller, source);
        return switch (writeAhead.open(wish)) {
            case Opened.Made(Meeting meeting) -> new Scheduled(meeting, /* repeated */ true);
            case Opened.Go go -> new Scheduled(made(wish, go), /* repeated */ false);
        };
    }

    private boolean isAnyoneMissing(MeetingOrder order) {
        return Stream.concat(Stream.of(order.scheduleFor()), order.scheduledBy().stream())
                .anyMatch(reference -> people.find(reference).isEmpty());
    }

    private Person person(String reference, String member) {
        return people.find(reference)
                .orElseThrow(() -> MeetingProblems.noSuchUser(member).toException());
    }

    private Meeting made(Wish wish, Opened.Go go) {
        if (wish.grants()) {
            grant(wish, go);
        }
        return switch (zoom.create(newMeeting(wish), LIVE)) {
            case MeetingCreation.Created(var created) -> {
                Meeting meeting = Meeting.of(created, wish.order());
                writeDown(wish, go, meeting);
                yield meeting;
            }
            case MeetingCreation.Refused refused ->
                    throw dropped(
                            wish, go, MeetingProblems.refused(refused, wish.scheduler().isEmpty()));
            case MeetingCreation.HostDayUsed used -> {
                written(() -> writeAhead.dropForToday(wish, go));
                throw MeetingProblems.hostDayUsed(
                                writeAhead.perDay(), go.at(), Optional.of(used.reason()))
                        .toException();
            }
            case MeetingCreation.Failed(ZoomOutcome.Unknown(String reason)) -> {
                writeDown(go);
                throw MeetingProblems.unknown(reason, go.at(), go.row().isPresent()).toException();
            }
            case MeetingCreation.Failed(var trouble) ->
                    throw dropped(wish, go, MeetingProblems.trouble(trouble));
        };
    }

    private void grant(Wish wish, Opened.Go go) {
        Person assistant = wish.scheduler().orElseThrow();
        switch (zoom.addAssistant(wish.host().atZoom(), assistant.atZoom(), LIVE)) {
            case AssistantGrant.Granted _, AssistantGrant.HadIt _ -> {}
            case AssistantGrant.NoSuchHost grant ->
                    throw dropped(wish, go, MeetingProblems.noSuchHost(grant));
            case AssistantGrant.Refused grant ->
                    throw dropped(wish, go, MeetingProblems.notGranted(grant));
            case AssistantGrant.Failed(var trouble) ->
                    throw dropped(wish, go, MeetingProblems.trouble(trouble));
        }
    }

    private RuntimeException dropped(Wish wish, Opened.Go go, Problem problem) {
        written(() -> writeAhead.drop(wish, go));
        return problem.toException();
    }

    /// A database that is away must not turn a clear refusal into "nobody knows".
    private static void written(Runnable drop) {
        try {
            drop.run();
        } catch (RuntimeException e) {
            LOG.warnf(
                    "It cannot be written down that Zoom refused a meeting (%s). A repetition of the request will be told"
                            + " that nobody knows; check PostgreSQL at DATABASE_URL",
                    e.getClass().getSimpleName());
        }
    }

    /// The meeting is there, and only this answer tells its number: a database that is away must
    /// not keep it.
    private void writeDown(Wish wish, Opened.Go go, Meeting meeting) {
        try {
            writeAhead.made(wish, go, meeting);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Meeting %s was made at Zoom but cannot be written down (%s). A repetition of the request will be"
                            + " told that nobody knows; check PostgreSQL at DATABASE_URL",
                    meeting.meetingId(), e.getClass().getSimpleName());
        }
    }

    /// A database that is away must not turn "nobody knows" into "try again".
    private void writeDown(Opened.Go go) {
        try {
            writeAhead.unknown(go);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "It cannot be written down that a request for a meeting has no clear answer (%s); check PostgreSQL at"
                            + " DATABASE_URL",
                    e.getClass().getSimpleName());
        }
    }

    private static NewZoomMeeting newMeeting(Wish wish) {
        MeetingOrder order = wish.order();
        return new NewZoomMeeting(
                wish.scheduler().orElse(wish.host()).atZoom(),
                wish.scheduler().map(_ -> wish.host().atZoom()),
                order.topic(),
                order.start(),
                order.duration(),
                order.timezone(),
                order.passcode(),
                order.options());
    }
}
