package dev.hostkeysync.dialing;

import java.util.Arrays;
import java.util.Optional;

/// A command to the Conference Room Connector, given in the dial string itself.
public sealed interface Command permits KnownCommand, RawCommand {

    String EXPECTED = "must be a number of up to 9 digits, or one of " + KnownCommand.names();

    String digits();

    /// @param text a name, with whatever case and separators, or digits
    static Optional<Command> parse(String text) {
        Optional<Command> known =
                Arrays.stream(KnownCommand.values())
                        .filter(command -> command.isCalled(text))
                        .map(Command.class::cast)
                        .findFirst();
        return known.or(() ->
                Digits.are(text, 1, RawCommand.LONGEST)
                        ? Optional.of(new RawCommand(text))
                        : Optional.empty());
    }
}
