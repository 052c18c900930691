package dev.hostkeysync.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Fields;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.dialing.Command;
import dev.hostkeysync.dialing.Connector;
import dev.hostkeysync.dialing.Layout;
import dev.hostkeysync.dialing.MeetingId;
import dev.hostkeysync.dialing.Passcode;
import dev.hostkeysync.dialing.Regions;
import dev.hostkeysync.dialing.RoomOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
        Fields fields = Fields.of(body, MEMBERS);
        Optional<String> user = user(fields);
        Optional<MeetingId> meeting =
                parsed(
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
                parsed(
                        fields,
                        "passcode",
                        given(fields.text("passcode")),
                        Passcode::parse,
                        Passcode.EXPECTED);
        RoomOptions options = options(fields);
        Connector connector =
                parsed(
                                fields,
                                "region",
                                given(fields.text("region")),
                                regions::named,
                                regions.expected())
                        .orElseGet(regions::usual);
        return fields.problem()
                .<DialStringItem>map(Wrong::new)
                .orElseGet(
                        () -> new Right(user, meeting.orElseThrow(), passcode, options, connector));
    }

    private static Optional<String> user(Fields fields) {
        Optional<String> user = given(fields.text("user"));
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

    private static RoomOptions options(Fields fields) {
        Optional<Layout> layout =
                parsed(
                        fields,
                        "layout",
                        given(fields.textOrDigits("layout")),
                        Layout::parse,
                        Layout.EXPECTED);
        List<Command> commands = new ArrayList<>();
        if (fields.has("commands") && !fields.node("commands").isArray()) {
            fields.fault("commands", "must be a list");
        }
        for (JsonNode one : fields.node("commands")) {
            Optional<Command> command =
                    one.isTextual() || one.isIntegralNumber()
                            ? Command.parse(one.asText())
                            : Optional.empty();
            if (command.isEmpty()) {
                fields.fault("commands", "has one that is unknown: it " + Command.EXPECTED);
                break;
            }
            commands.add(command.get());
        }
        RoomOptions options = new RoomOptions(layout, commands);
        options.conflict().ifPresent(why -> fields.fault("commands", why));
        return options;
    }

    /// An empty text is what a script has when there is nothing to give.
    private static Optional<String> given(Optional<String> text) {
        return text.map(String::strip).filter(one -> !one.isEmpty());
    }

    private static <T> Optional<T> parsed(
            Fields fields,
            String name,
            Optional<String> text,
            Function<String, Optional<T>> parse,
            String expected) {
        Optional<T> value = text.flatMap(parse);
        if (text.isPresent() && value.isEmpty()) {
            fields.fault(name, expected);
        }
        return value;
    }
}
