package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.zoom.limit.Limits;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalLong;

/// How fast it goes and how long it takes.
@ApplicationScoped
class Outlook {

    /// As many users as the loop gets through in so long are on the way at a time.
    private static final double WINDOW_SECONDS = 4;

    private static final int LEAST = 8;
    private static final int MOST = 600;
    private static final double NEWEST = 0.3;

    private final Limits limits;

    Outlook(Limits limits) {
        this.limits = limits;
    }

    /// How many users may be marked and not finished.
    int window(double share) {
        double users = Math.ceil(pace(share).perSecond() * WINDOW_SECONDS);
        return (int) Math.clamp(users, LEAST, MOST);
    }

    /// By what Zoom's plan allows it, if nothing else holds it up.
    ///
    /// @param users who are still to get a key
    Duration atPace(int users, double share) {
        Limits.Allowance pace = pace(share);
        double seconds = users / pace.perSecond();
        OptionalLong perDay = pace.perDay();
        if (perDay.isPresent() && users > perDay.getAsLong()) {
            // What is left over after the last full day goes at the pace again.
            long days = users / perDay.getAsLong();
            long rest = users % perDay.getAsLong();
            seconds = Duration.ofDays(days).toSeconds() + rest / pace.perSecond();
        }
        return Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }

    private Limits.Allowance pace(double share) {
        return limits.allowance(RateClass.LIGHT, new Priority.Batch(share));
    }

    /// @param age since the rate was taken last
    static double smoothed(Backfill before, Counts now, Duration age) {
        double rate =
                Math.max(0, now.of(UserState.DONE) - before.sampledDone())
                        / (age.toMillis() / 1000.0);
        return before.rate() == 0 ? rate : (1 - NEWEST) * before.rate() + NEWEST * rate;
    }
}
