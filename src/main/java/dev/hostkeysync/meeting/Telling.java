package dev.hostkeysync.meeting;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.dialing.MeetingId;
import dev.hostkeysync.dialing.Passcode;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.lookup.MeetingDialStrings;
import dev.hostkeysync.lookup.MeetingDialStrings.Dialled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Tells a meeting that is there. Dial strings are made anew for each answer, with the key of then:
/// a repetition may come after a rotation.
@ApplicationScoped
class Telling {

    private static final Logger LOG = Logger.getLogger(Telling.class);

    private final DirectoryReader directory;
    private final MeetingDialStrings dialStrings;

    Telling(DirectoryReader directory, MeetingDialStrings dialStrings) {
        this.directory = directory;
        this.dialStrings = dialStrings;
    }

    /// Never throws: the meeting is there, and this is what tells its number.
    MeetingAnswer tell(Meeting meeting, MeetingOrder order, Caller caller, String source) {
        return MeetingAnswer.of(
                meeting,
                MeetingId.parse(meeting.meetingId())
                        .map(id -> toDial(id, meeting, order, caller, source))
                        .orElse(null));
    }

    private MeetingAnswer.ToDial toDial(
            MeetingId id, Meeting meeting, MeetingOrder order, Caller caller, String source) {
        Optional<Dialled> withKey =
                order.includeHostKey()
                        ? withKey(id, meeting, order, caller, source)
                        : Optional.empty();
        if (withKey.isEmpty()) {
            return withoutKey(
                    id,
                    meeting,
                    order,
                    caller,
                    source,
                    order.includeHostKey()
                            ? MeetingAnswer.KEY_NOT_ALLOWED
                            : MeetingAnswer.KEY_NOT_ASKED,
                    Optional.empty());
        }
        return switch (withKey.get()) {
            case Dialled.Made(var strings) -> MeetingAnswer.ToDial.with(strings);
            case Dialled.Refused(Problem problem) ->
                    withoutKey(
                            id,
                            meeting,
                            order,
                            caller,
                            source,
                            MeetingAnswer.KEY_UNAVAILABLE,
                            Optional.of(problem));
        };
    }

    /// Empty when the caller may not be told the key.
    private Optional<Dialled> withKey(
            MeetingId id, Meeting meeting, MeetingOrder order, Caller caller, String source) {
        boolean mayReadAll = caller.may(Scope.HOSTKEY_READ);
        if (!mayReadAll && caller.email().isEmpty()) {
            return Optional.empty();
        }
        try {
            String host = host(meeting, order);
            if (!mayReadAll && !dialStrings.isOwn(host, caller)) {
                return Optional.empty();
            }
            return Optional.of(
                    dialStrings.make(
                            Optional.of(host),
                            id,
                            passcode(meeting),
                            order.room(),
                            caller,
                            source));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "The host key of a meeting that was made cannot be told (%s); check PostgreSQL at DATABASE_URL",
                    e.getClass().getSimpleName());
            return Optional.of(
                    new Dialled.Refused(
                            Problem.of("unavailable", 503, "The service cannot do this right now")
                                    .detail(
                                            "The meeting was made; its host's key cannot be told right now. Ask for it with POST"
                                                    + " /api/v1/dial-strings.")));
        }
    }

    private MeetingAnswer.ToDial withoutKey(
            MeetingId id,
            Meeting meeting,
            MeetingOrder order,
            Caller caller,
            String source,
            String why,
            Optional<Problem> problem) {
        // Needs neither the database nor a turn: without a user nothing is told.
        return switch (dialStrings.make(
                Optional.empty(), id, passcode(meeting), order.room(), caller, source)) {
            case Dialled.Made(var strings) -> MeetingAnswer.ToDial.without(strings, why, problem);
            case Dialled.Refused(Problem unexpected) ->
                    throw new IllegalStateException(unexpected.title());
        };
    }

    /// Whose key it takes is whom Zoom made the host, by whatever name they were asked for.
    private String host(Meeting meeting, MeetingOrder order) {
        return Stream.of(
                        Optional.ofNullable(meeting.hostId()),
                        Optional.ofNullable(meeting.hostEmail()))
                .flatMap(Optional::stream)
                .map(directory::find)
                .flatMap(Optional::stream)
                .findFirst()
                .map(DirectoryUser::id)
                .map(Objects::toString)
                .orElseGet(() -> Objects.requireNonNullElse(meeting.hostId(), order.scheduleFor()));
    }

    private static Optional<Passcode> passcode(Meeting meeting) {
        return Optional.ofNullable(meeting.passcode()).flatMap(Passcode::parse);
    }
}
