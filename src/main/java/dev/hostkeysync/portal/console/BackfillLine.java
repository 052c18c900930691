package dev.hostkeysync.portal.console;

import dev.hostkeysync.reconcile.backfill.BackfillView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A backfill, or a dry run of one, in words.
///
/// @param about whom it is about
/// @param result what it found out, or has done; empty = not yet
/// @param percent of whom it is done; while Zoom's list is read, of the list
/// @param progress the same in words
/// @param trouble what holds it up now
/// @param startable whether the real one can be begun from here
public record BackfillLine(
        String id,
        String kind,
        String state,
        String tone,
        String about,
        int share,
        String domain,
        String by,
        String begun,
        String ended,
        int percent,
        String progress,
        String pace,
        String trouble,
        List<String> result,
        List<Skipped> skipped,
        List<String> warnings,
        boolean unfinished,
        boolean pausable,
        boolean resumable,
        boolean startable) {

    /// @param why a sentence
    public record Skipped(int users, String why) {}

    /// Tells what a page shows beside the figures from anything else that it may show.
    public String seen() {
        return Integer.toHexString(
                Objects.hash(
                        state,
                        unfinished,
                        pausable,
                        resumable,
                        startable,
                        result,
                        skipped,
                        warnings));
    }

    static BackfillLine of(BackfillView one) {
        boolean isOver = !one.state().isUnfinished();
        @Nullable String domain = one.filter().emailDomain();
        return new BackfillLine(
                one.id().toString(),
                one.dryRun() ? "Dry run" : "Backfill",
                state(one),
                tone(one),
                one.filter().told(),
                (int) Math.round(one.batchShare() * 100),
                domain == null ? "" : domain,
                one.createdBy(),
                Utc.of(one.createdAt()),
                Utc.of(Optional.ofNullable(one.endedAt())),
                percent(one),
                progress(one),
                pace(one),
                Optional.ofNullable(one.heldBy()).orElse(""),
                result(one),
                one.skipped().entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Integer>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(entry -> new Skipped(entry.getValue(), Skips.inWords(entry.getKey())))
                        .toList(),
                one.warnings(),
                !isOver || one.inFlight() > 0,
                switch (one.state()) {
                    case LISTING, RUNNING -> true;
                    case PAUSED, DONE, CANCELLED -> false;
                },
                switch (one.state()) {
                    case PAUSED -> true;
                    case LISTING, RUNNING, DONE, CANCELLED -> false;
                },
                one.dryRun() && isOver && one.total() > 0 && isRepeatable(one));
    }

    /// What a form cannot say is left to the API.
    private static boolean isRepeatable(BackfillView one) {
        return one.filter().department() == null
                && one.filter().zoomUserIds() == null
                && one.filter().emails() == null
                && switch (one.state()) {
                    case DONE -> true;
                    case LISTING, RUNNING, PAUSED, CANCELLED -> false;
                };
    }

    private static String state(BackfillView one) {
        return switch (one.state()) {
            case LISTING -> "Finding out who gets a key";
            case RUNNING -> "Running";
            case PAUSED -> one.inFlight() > 0 ? "Pausing" : "Paused";
            case DONE -> "Done";
            case CANCELLED -> "Cancelled";
        };
    }

    private static String tone(BackfillView one) {
        return switch (one.state()) {
            case LISTING, RUNNING -> one.heldBy() == null ? "busy" : "warn busy";
            case PAUSED -> "warn";
            case DONE -> one.failed() + one.waiting() > 0 ? "warn" : "good";
            case CANCELLED -> "";
        };
    }

    private static int percent(BackfillView one) {
        return switch (one.state()) {
            case LISTING -> share(one.listed(), one.expected());
            case RUNNING, PAUSED, CANCELLED -> share(settled(one), one.total());
            case DONE -> 100;
        };
    }

    private static int settled(BackfillView one) {
        return one.done() + one.failed() + one.waiting();
    }

    private static int share(int part, int whole) {
        return whole == 0 ? 0 : (int) Math.min(100, 100L * part / whole);
    }

    private static String progress(BackfillView one) {
        return switch (one.state()) {
            case LISTING ->
                    one.expected() == 0
                            ? "Zoom's list of users is being read."
                            : "%s of %s users of Zoom's list are read."
                                    .formatted(number(one.listed()), number(one.expected()));
            case RUNNING, PAUSED, DONE, CANCELLED ->
                    one.dryRun()
                            ? "%s users of Zoom's list were looked at."
                                    .formatted(number(one.listed()))
                            : "%s of %s users have their key."
                                    .formatted(number(one.done()), number(one.total()));
        };
    }

    private static String pace(BackfillView one) {
        List<String> parts = new ArrayList<>();
        if (one.ratePerSecond() > 0) {
            parts.add(one.ratePerSecond() + " keys a second");
        }
        if (one.etaSeconds() != null && !one.dryRun()) {
            parts.add("about " + Utc.inWords(Duration.ofSeconds(one.etaSeconds())) + " to go");
        }
        if (one.inFlight() > 0) {
            parts.add(number(one.inFlight()) + " on the way");
        }
        return String.join(", ", parts);
    }

    private static List<String> result(BackfillView one) {
        List<String> lines = new ArrayList<>();
        boolean isDone =
                switch (one.state()) {
                    case DONE -> true;
                    case LISTING, RUNNING, PAUSED, CANCELLED -> false;
                };
        if (isDone && one.dryRun() && one.total() > 0) {
            lines.add("%s would get a key. Nobody was touched.".formatted(people(one.total())));
            if (one.adopted() > 0) {
                lines.add(
                        "%s of them no identity provider has told us of; they would be adopted from Zoom."
                                .formatted(number(one.adopted())));
            }
            if (one.etaSeconds() != null) {
                lines.add(
                        "It would take about %s."
                                .formatted(Utc.inWords(Duration.ofSeconds(one.etaSeconds()))));
            }
        } else if (isDone && one.total() > 0) {
            lines.add("%s got a key.".formatted(people(one.done())));
            if (one.waiting() > 0) {
                lines.add(
                        "%s for Zoom and tried again by themselves."
                                .formatted(
                                        people(one.waiting())
                                                + (one.waiting() == 1 ? " waits" : " wait")));
            }
            if (one.failed() > 0) {
                lines.add("Of %s Zoom refused every key.".formatted(people(one.failed())));
            }
        } else if (one.message() != null) {
            lines.add(one.message());
        }
        return lines;
    }

    private static String people(int count) {
        return number(count) + (count == 1 ? " user" : " users");
    }

    private static String number(int count) {
        return "%,d".formatted(count);
    }
}
