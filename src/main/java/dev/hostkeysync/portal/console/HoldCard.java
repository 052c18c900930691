package dev.hostkeysync.portal.console;

import dev.hostkeysync.reconcile.holds.HoldView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A hold of the mass-change guard as the console shows it.
///
/// @param open whether somebody has to decide
/// @param asked what for and by whom, a line each
/// @param outcomes what became of its users
/// @param approving what follows from approving, as a question
/// @param dropping what follows from dropping, as a question
public record HoldCard(
        String id,
        boolean open,
        Tone tone,
        String word,
        String reason,
        long users,
        List<String> asked,
        String outcomes,
        String openedAt,
        String decided,
        String approving,
        String dropping) {

    static HoldCard of(HoldView hold) {
        long users = hold.users().total();
        String window = hold.threshold().window();
        boolean open = hold.state().equals("open");
        return new HoldCard(
                hold.id().toString(),
                open,
                open ? Tone.BAD : hold.finishedAt() == null ? Tone.WARN : Tone.GOOD,
                word(hold),
                hold.reason().replace(window, Utc.inWords(Duration.parse(window))),
                users,
                hold.asked().stream()
                        .map(asked ->
                                "%s: %s, by %s"
                                        .formatted(
                                                people(asked.users()),
                                                asked.cause().replace('-', ' '),
                                                asked.origin()))
                        .toList(),
                outcomes(hold.users()),
                hold.openedAt().toString(),
                hold.resolvedBy() == null ? "" : "by " + hold.resolvedBy(),
                "Revoke the keys of %s? Each is replaced at Zoom by one that nobody is told, as fast as the budget allows. They get a new one when they are switched on again."
                        .formatted(people(users)),
                "Leave the keys of %s as they are? What their identity provider said stays true: they are told no key here, but the digits they know work at Zoom until somebody revokes them."
                        .formatted(people(users)));
    }

    private static String word(HoldView hold) {
        return switch (hold.state()) {
            case "open" -> "Waits for you";
            case "approved" -> hold.finishedAt() == null ? "Being revoked" : "Approved";
            case "dropped" -> hold.finishedAt() == null ? "Being dropped" : "Dropped";
            case "cleared" -> "Over by itself";
            default -> hold.state();
        };
    }

    private static String outcomes(HoldView.Users users) {
        List<String> parts = new ArrayList<>();
        add(parts, users.held(), "held");
        add(parts, users.revoked(), "revoked");
        add(parts, users.dropped(), "keep their key");
        add(parts, users.reinstated(), "were given a key again");
        add(parts, users.spared(), "are protected");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long users, String what) {
        if (users > 0) {
            parts.add(Figures.count(users) + " " + what);
        }
    }

    static String people(long users) {
        return users == 1 ? "1 user" : Figures.count(users) + " users";
    }
}
