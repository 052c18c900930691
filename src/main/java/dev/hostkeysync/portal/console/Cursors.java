package dev.hostkeysync.portal.console;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Where the page before ended, as the address of the next one says it.
final class Cursors {

    private Cursors() {}

    /// @throws ProblemException 400
    static Optional<Instant> moment(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            throw wrong();
        }
    }

    static ProblemException wrong() {
        return Problems.badRequest(
                        "the address of the next page is not one of ours; begin at the first page")
                .toException();
    }
}
