package dev.hostkeysync.portal.console;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import java.util.UUID;

/// What a request names.
final class Named {

    private Named() {}

    /// @throws ProblemException 404
    static UUID id(String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw Problems.NOT_FOUND
                    .detail("there is no %s with this id; go back to the list".formatted(what))
                    .toException();
        }
    }
}
