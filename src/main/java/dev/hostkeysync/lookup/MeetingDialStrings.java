package dev.hostkeysync.lookup;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.dialing.DialStrings;
import dev.hostkeysync.dialing.MeetingId;
import dev.hostkeysync.dialing.Passcode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Dial strings for other features, made by the rules of `POST /api/v1/dial-strings`: a key is told
/// only where it is certain, after it was written to the audit trail, and not faster than one
/// reader may. Whether the caller may read host keys at all is for who calls to ask.
@ApplicationScoped
public class MeetingDialStrings {

    /// What there is to dial.
    public sealed interface Dialled {

        record Made(DialStrings strings) implements Dialled {}

        /// There is no dial string with the key that was asked for.
        record Refused(Problem problem) implements Dialled {}
    }

    private final DialStringMaker maker;
    private final KeyFinder finder;

    MeetingDialStrings(DialStringMaker maker, KeyFinder finder) {
        this.maker = maker;
        this.finder = finder;
    }

    /// Whether the user is the caller in person, who may be told that key without any scope.
    public boolean isOwn(String user, Caller caller) {
        return finder.isOwn(user, caller);
    }

    /// @param user whose host key goes in, by e-mail address, Zoom's user id or our id; empty: none
    /// @param source the address the request came from
    public Dialled make(
            Optional<String> user,
            MeetingId meeting,
            Optional<Passcode> passcode,
            RoomWish room,
            Caller caller,
            String source) {
        DialStringItem item =
                new DialStringItem.Right(user, meeting, passcode, room.options(), room.connector());
        Reveal.Asking asking =
                new Reveal.Asking(
                        caller, source, Optional.of("meeting " + meeting + " was scheduled"));
        try {
            return switch (maker.make(List.of(item), asking).getFirst()) {
                case DialStringMaker.Outcome.Made(var strings) -> new Dialled.Made(strings);
                case DialStringMaker.Outcome.Refused(var problem) -> new Dialled.Refused(problem);
            };
        } catch (ProblemException tooMany) {
            return new Dialled.Refused(tooMany.problem());
        }
    }
}
