package dev.hostkeysync.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Fields;
import dev.hostkeysync.dialing.Command;
import dev.hostkeysync.dialing.Connector;
import dev.hostkeysync.dialing.Layout;
import dev.hostkeysync.dialing.Regions;
import dev.hostkeysync.dialing.RoomOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a room device shall dial beside the meeting, as the members of a body say it.
public record RoomWish(RoomOptions options, Connector connector) {

    /// The members that are read.
    public static final Set<String> MEMBERS = Set.of("layout", "commands", "region");

    /// Notes what is wrong in `fields`.
    public static RoomWish parse(Fields fields, Regions regions) {
        return new RoomWish(
                options(fields),
                parsed(
                                fields,
                                "region",
                                given(fields.text("region")),
                                regions::named,
                                regions.expected())
                        .orElseGet(regions::usual));
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
    static Optional<String> given(Optional<String> text) {
        return text.map(String::strip).filter(one -> !one.isEmpty());
    }

    static <T> Optional<T> parsed(
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
