package dev.hostkeysync.portal;

import dev.hostkeysync.common.FieldFault;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A problem in words for people.
///
/// @param title what happened
/// @param detail why, and what to do
/// @param faults which fields of a form are wrong, a sentence each
public record ProblemText(int status, String title, String detail, List<String> faults) {

    /// Said instead, where the words of the API are of no use to whoever it is about.
    private record Instead(String title, String detail) {

        ProblemText of(int status) {
            return new ProblemText(status, title, detail, List.of());
        }
    }

    private static final Map<String, Instead> BY_TYPE =
            Map.of(
                    "no-key-yet",
                    new Instead(
                            "There is no key to show now",
                            "It is not set at Zoom yet, or it was taken away. Reload the page: it says"
                                    + " how it stands with your key, and what to do."),
                    "host-key-drifted",
                    new Instead(
                            "Your key was changed at Zoom",
                            "Somebody changed it at Zoom itself, so the one we know is not valid. Reload"
                                    + " the page and replace it by a new one."),
                    "rotation-in-doubt",
                    new Instead(
                            "A new key is on its way",
                            "It was sent to Zoom, and Zoom has not confirmed it yet, so it is not"
                                    + " certain which one is valid. Try again in a moment."),
                    "too-many-reveals",
                    new Instead(
                            "That was often",
                            "Nobody may look at host keys that often. Wait a minute, then try again."));

    private static String type(Problem problem) {
        String type = problem.type().toString();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    static ProblemText of(Problem problem) {
        if (!problem.errors().isEmpty()) {
            return new ProblemText(
                    problem.status(),
                    "Something you typed is not right",
                    "Nothing was done. Change this and try again:",
                    problem.errors().stream().map(ProblemText::fault).toList());
        }
        if (problem.type().equals(Problems.UNAUTHORIZED.type())) {
            return new ProblemText(
                    problem.status(),
                    "You are not signed in",
                    "The sign-in was broken off, or it took longer than five minutes. Go to the first"
                            + " page to start again; if that does not help, allow cookies for this"
                            + " site.",
                    List.of());
        }
        Instead instead = BY_TYPE.get(type(problem));
        if (instead != null) {
            return instead.of(problem.status());
        }
        return new ProblemText(
                problem.status(),
                problem.title(),
                problem.detail()
                        .filter(_ -> !isOurFault(problem))
                        .map(ProblemText::sentence)
                        .orElseGet(() -> usual(problem)),
                List.of());
    }

    /// Its detail is for the operator.
    private static boolean isOurFault(Problem problem) {
        return problem.type().equals(Problems.INTERNAL_ERROR.type());
    }

    private static String usual(Problem problem) {
        return isOurFault(problem)
                ? "This is our fault, not yours. Try again in a moment; if it goes on, tell your IT"
                        + " support."
                : "Go back to the first page and try again.";
    }

    /// The API calls a member by its name, which begins the sentence.
    private static String fault(FieldFault fault) {
        String member = fault.pointer().substring(fault.pointer().lastIndexOf('/') + 1);
        String why =
                fault.detail().startsWith(member)
                        ? fault.detail().substring(member.length()).strip()
                        : fault.detail();
        return sentence(name(member) + " " + why);
    }

    private static String name(String member) {
        return switch (member) {
            case "meetingId" -> "the meeting ID";
            case "commands" -> "the list of commands";
            default -> "the " + member;
        };
    }

    private static String sentence(String text) {
        String begun = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
