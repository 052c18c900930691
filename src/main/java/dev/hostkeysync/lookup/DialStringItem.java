package dev.hostkeysync.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Fields;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.dialing.Connector;
import dev.hostkeysync.dialing.MeetingId;
import dev.hostkeysync.dialing.Passcode;
import dev.hostkeysync.dialing.Regions;
import dev.hostkeysync.dialing.RoomOptions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One dial string as it is asked for.
sealed interface DialStringItem {

    Set<String> MEMBERS =
            Set.of(
                    "user",
                    "meetingId",
                    "passcode",
                    "layout",
                    "commands",
                    "region",
                    "includeHostKey");

    /// What one that is no batch may say, too.
    Set<String> MEMBERS_ALONE =
            Stream.concat(MEMBERS.stream(), Stream.of("reason"))
                    .collect(Collectors.toUnmodifiableSet());

    /// @param user whose host key goes into it, by e-mail address, Zoom's user id or our id; empty:
    ///   none does
    record Right(
            Optional<String> user,
            MeetingId meeting,
            Optional<Passcode> passcode,
            RoomOptions options,
            Connector connector)
            implements DialStringItem {}

    record Wrong(Problem problem) implements DialStringItem {}

    /// @throws dev.hostkeysync.common.ProblemException 400, when it is no object
    static DialStringItem parse(@Nullable JsonNode body, Regions regions) {
        return parse(Fields.of(body, MEMBERS), regions);
    }

    /// The same for one that is no batch.
    static DialStringItem parseAlone(@Nullable JsonNode body, Regions regions) {
        return parse(Fields.of(body, MEMBERS_ALONE), regions);
    }

    private static DialStringItem parse(Fields fields, Regions regions) {
        Optional<String> user = user(fields);
        Optional<MeetingId> meeting =
                RoomWish.parsed(
                        fields,
                        "meetingId",
                        fields.textOrDigits("meetingId"),
                        MeetingId::parse,
                        MeetingId.EXPECTED);
        if (!fields.has("meetingId")) {
            fields.fault("meetingId", "is missing; it " + MeetingId.EXPECTED);
        }
        // Text only: a number has lost its leading zeros.
        Optional<Passcode> passcode =
                RoomWish.parsed(
                        fields,
                        "passcode",
                        RoomWish.given(fields.text("passcode")),
                        Passcode::parse,
                        Passcode.EXPECTED);
        RoomWish room = RoomWish.parse(fields, regions);
        return fields.problem()
                .<DialStringItem>map(Wrong::new)
                .orElseGet(() ->
                        new Right(
                                user,
                                meeting.orElseThrow(),
                                passcode,
                                room.options(),
                                room.connector()));
    }

    private static Optional<String> user(Fields fields) {
        Optional<String> user = RoomWish.given(fields.text("user"));
        if (!fields.flag("includeHostKey", true)) {
            return Optional.empty();
        }
        if (user.isEmpty()) {
            fields.fault(
                    "user",
                    "is missing: the e-mail address, Zoom user id or id of the host; without a host key, send"
                            + " includeHostKey: false");
        }
        return user;
    }
}
