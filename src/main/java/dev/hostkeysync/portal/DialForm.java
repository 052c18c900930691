package dev.hostkeysync.portal;

import dev.hostkeysync.dialing.KnownCommand;
import java.util.Arrays;
import java.util.List;

/// What can be chosen for a dial string.
///
/// @param commands as people write them
public record DialForm(List<String> commands) {

    static DialForm usual() {
        return new DialForm(
                Arrays.stream(KnownCommand.values()).map(KnownCommand::wireName).toList());
    }
}
