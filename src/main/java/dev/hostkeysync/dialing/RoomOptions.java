package dev.hostkeysync.dialing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The third place of a dial string: a layout and commands, one after the other without a
/// separator.
public record RoomOptions(Optional<Layout> layout, List<Command> commands) {

    public static final RoomOptions NONE = new RoomOptions(Optional.empty(), List.of());

    /// More do not fit into what a room device dials.
    public static final int MOST_COMMANDS = 10;

    public RoomOptions {
        commands = List.copyOf(commands);
    }

    /// Why they do not go together, for a sentence that begins with "commands"; empty when they do.
    public Optional<String> conflict() {
        if (commands.size() > MOST_COMMANDS) {
            return Optional.of("may be at most " + MOST_COMMANDS);
        }
        Set<String> given = new HashSet<>();
        if (!commands.stream().map(Command::digits).allMatch(given::add)) {
            return Optional.of("has the same one twice");
        }
        layout.map(Layout::digits).ifPresent(given::add);
        boolean dual =
                Stream.of(KnownCommand.DUAL_STREAM, KnownCommand.DUAL_GALLERY)
                        .anyMatch(command -> given.contains(command.digits()));
        return dual && given.contains(KnownCommand.SINGLE_STREAM.digits())
                ? Optional.of("cannot have single stream (505) and dual stream (308, 608) at once")
                : Optional.empty();
    }

    String digits() {
        return layout.map(Layout::digits).orElse("")
                + commands.stream().map(Command::digits).collect(Collectors.joining());
    }
}
