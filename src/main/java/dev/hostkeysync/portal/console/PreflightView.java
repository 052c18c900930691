package dev.hostkeysync.portal.console;

import dev.hostkeysync.reconcile.preflight.Check;
import dev.hostkeysync.reconcile.preflight.Finding;
import dev.hostkeysync.reconcile.preflight.PreflightReport;
import dev.hostkeysync.reconcile.preflight.Status;
import java.util.List;
import java.util.Objects;

/// Whether the set-up is right, as this replica found it last.
///
/// @param checkedAt empty before it ever looked
/// @param lockable whether the button that locks host keys would change something
/// @param said what was just done; empty when nothing was
public record PreflightView(
        String checkedAt, String summary, List<Line> findings, boolean lockable, String said) {

    /// @param mend empty where there is nothing to do
    public record Line(Tone tone, String name, String word, String found, String why, String mend) {

        static Line of(Finding finding) {
            return new Line(
                    toneOf(finding.status()),
                    nameOf(finding.check()),
                    wordOf(finding.status()),
                    finding.found(),
                    finding.why(),
                    Objects.requireNonNullElse(finding.mend(), "")
                            .replace("POST /api/v1/preflight/lock", "press the button below"));
        }
    }

    static PreflightView notYet() {
        return new PreflightView("", "Nobody has asked this replica yet.", List.of(), true, "");
    }

    static PreflightView of(PreflightReport report, String said) {
        return new PreflightView(
                report.checkedAt().toString(),
                summary(report),
                report.findings().stream()
                        .sorted((one, other) -> other.status().compareTo(one.status()))
                        .map(Line::of)
                        .toList(),
                report.findings().stream()
                        .anyMatch(one ->
                                one.check() == Check.HOST_KEY_LOCK && one.status() != Status.OK),
                said);
    }

    private static String summary(PreflightReport report) {
        return switch (report.status()) {
            case OK -> "The set-up is right.";
            case CANNOT_TELL -> "Nothing wrong was found; some things cannot be told.";
            case WARNING -> "Most works; something does not, or will not.";
            case PROBLEM -> "Host keys cannot be set, or cannot be relied on.";
        };
    }

    private static Tone toneOf(Status status) {
        return switch (status) {
            case OK -> Tone.GOOD;
            case CANNOT_TELL -> Tone.IDLE;
            case WARNING -> Tone.WARN;
            case PROBLEM -> Tone.BAD;
        };
    }

    private static String wordOf(Status status) {
        return switch (status) {
            case OK -> "Right";
            case CANNOT_TELL -> "Cannot tell";
            case WARNING -> "Warning";
            case PROBLEM -> "Problem";
        };
    }

    private static String nameOf(Check check) {
        return switch (check) {
            case TOKEN -> "Access token";
            case SCOPES -> "Scopes of the app";
            case HOST_KEY_LOCK -> "Who may change host keys";
            case LIMITS -> "Rate limits";
            case CLOCK -> "Clock";
            case WEBHOOK -> "Webhooks of Zoom";
            case TOPICS -> "Topics at Kafka";
        };
    }
}
