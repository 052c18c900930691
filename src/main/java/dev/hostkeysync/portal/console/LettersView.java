package dev.hostkeysync.portal.console;

import dev.hostkeysync.ops.letters.DeadLetterDesk;
import dev.hostkeysync.ops.letters.DeadLetterView;
import java.util.List;
import java.util.Objects;

/// A page of the records that could not be handled, without their content.
///
/// @param reason what is in the reason of those shown; empty = any
/// @param later whether it is not the first page
/// @param next the cursor of the next page; empty on the last one
/// @param said what was just done; empty when nothing was
public record LettersView(
        List<Letter> letters, String reason, boolean later, String next, String said) {

    /// @param what the kind of event, where it is known
    public record Letter(
            String id,
            String what,
            Tone tone,
            String state,
            String reason,
            String where,
            String attempts,
            String at,
            String user,
            boolean replayable) {

        static Letter of(DeadLetterView letter) {
            String type = letter.type();
            return new Letter(
                    letter.id().toString(),
                    type == null
                            ? "A record of no known type"
                            : type.replace("dev.hostkeysync.", ""),
                    letter.state().equals("dead") ? Tone.BAD : Tone.WARN,
                    state(letter.state()),
                    letter.reason(),
                    "partition %d, offset %d".formatted(letter.partition(), letter.offset()),
                    letter.attempts() == 1 ? "1 attempt" : letter.attempts() + " attempts",
                    letter.lastAt().toString(),
                    letter.userId() == null ? "" : letter.userId().toString(),
                    letter.state().equals("dead"));
        }

        private static String state(String state) {
            return switch (state) {
                case "dead" -> "Waits for you";
                case "replaying" -> "On its way again";
                case "handled" -> "Handled";
                case "outdated" -> "Outdated";
                default -> state;
            };
        }
    }

    /// Whether there is anything that "Replay all" would replay.
    public boolean isReplayable() {
        return letters.stream().anyMatch(Letter::replayable);
    }

    static LettersView of(DeadLetterDesk.Page page, String reason, boolean later, String said) {
        return new LettersView(
                page.items().stream().map(Letter::of).toList(),
                reason,
                later,
                Objects.requireNonNullElse(page.next(), ""),
                said);
    }
}
