package dev.hostkeysync.reconcile.preflight;

import dev.hostkeysync.zoom.ZoomConfig;
import dev.hostkeysync.zoom.ZoomSightings.Limit;
import dev.hostkeysync.zoom.limit.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is found about limits, clock and webhooks.
final class SurroundingFindings {

    private static final Duration FINE = Duration.ofSeconds(30);
    private static final Duration BEARABLE = Duration.ofMinutes(1);

    /// Zoom checks the address of a subscription every 72 hours.
    private static final Duration QUIET = Duration.ofDays(3);

    private SurroundingFindings() {}

    /// @param seen what Zoom's answers named as their limits
    static Finding limits(ZoomConfig config, Map<Limit, Integer> seen) {
        List<String> lower = new ArrayList<>();
        List<String> higher = new ArrayList<>();
        seen.entrySet().stream()
                .sorted(
                        Map.Entry.comparingByKey(
                                Comparator.comparing(Limit::rateClass)
                                        .thenComparing(Limit::perDay)))
                .forEach(each -> {
                    OptionalLong ours = expected(config, each.getKey());
                    long theirs = each.getValue();
                    if (ours.isEmpty() || theirs < ours.getAsLong()) {
                        lower.add(told(each.getKey(), theirs, ours));
                    } else if (theirs > ours.getAsLong()) {
                        higher.add(told(each.getKey(), theirs, ours));
                    }
                });
        if (seen.isEmpty()) {
            return Finding.of(
                    Check.LIMITS,
                    Status.CANNOT_TELL,
                    "Zoom's answers name no limits to compare with " + setting(config) + ".",
                    "Compare it with the plan that the account pays for.");
        }
        if (!lower.isEmpty()) {
            return Finding.of(
                    Check.LIMITS,
                    Status.PROBLEM,
                    "Zoom allows less than "
                            + setting(config)
                            + ": "
                            + String.join("; ", lower)
                            + ".",
                    mend(config));
        }
        return higher.isEmpty()
                ? Finding.ok(Check.LIMITS, "Zoom's limits are those of " + setting(config) + ".")
                : Finding.of(
                        Check.LIMITS,
                        Status.WARNING,
                        "Zoom allows more than "
                                + setting(config)
                                + ": "
                                + String.join("; ", higher)
                                + ".",
                        mend(config));
    }

    private static String mend(ZoomConfig config) {
        return config.budgetOverridePerSecond().isPresent()
                ? "Set ZOOM_BUDGET_OVERRIDE_PER_SECOND to what Zoom allows you, or take it out, and"
                        + " restart."
                : "Set ZOOM_PLAN to the plan that the account pays for, and restart.";
    }

    private static OptionalLong expected(ZoomConfig config, Limit limit) {
        OptionalInt override = config.budgetOverridePerSecond();
        if (override.isPresent()) {
            // A pace that was set by hand knows no day.
            return limit.perDay() ? OptionalLong.empty() : OptionalLong.of(override.getAsInt());
        }
        return limit.rateClass().published(config.plan(), limit.perDay());
    }

    private static String setting(ZoomConfig config) {
        OptionalInt override = config.budgetOverridePerSecond();
        Plan plan = config.plan();
        return override.isPresent()
                ? "ZOOM_BUDGET_OVERRIDE_PER_SECOND " + override.getAsInt()
                : "ZOOM_PLAN " + plan.name().toLowerCase(Locale.ROOT);
    }

    private static String told(Limit limit, long theirs, OptionalLong ours) {
        return "%s calls: %d%s instead of %s"
                .formatted(
                        limit.rateClass().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        theirs,
                        limit.perDay() ? " a day" : "",
                        ours.isPresent() ? Long.toString(ours.getAsLong()) : "any number");
    }

    /// @param ahead how far our clock is ahead of Zoom's
    static Finding clock(Optional<Duration> ahead) {
        if (ahead.isEmpty()) {
            return Finding.of(
                    Check.CLOCK,
                    Status.CANNOT_TELL,
                    "Zoom has not answered yet, so there is no clock to compare with.",
                    "Run this check again once Zoom answers.");
        }
        Duration off = ahead.get().abs();
        String found =
                "This machine's clock is %d s %s Zoom's."
                        .formatted(
                                off.toSeconds(), ahead.get().isNegative() ? "behind" : "ahead of");
        if (off.compareTo(FINE) <= 0) {
            return Finding.ok(Check.CLOCK, found);
        }
        return Finding.of(
                Check.CLOCK,
                off.compareTo(BEARABLE) <= 0 ? Status.WARNING : Status.PROBLEM,
                found,
                "Let the machine keep time (NTP, chrony), and its container too.");
    }

    /// @param last when one came last
    static Finding webhook(Optional<Instant> last, Instant now) {
        String mend =
                "In the Zoom App Marketplace open the app, Features, Event Subscriptions: the"
                        + " address must be https://…/webhooks/zoom of this service, and validated; its"
                        + " secret token must be in ZOOM_WEBHOOK_SECRETS. A small account may simply be"
                        + " quiet.";
        if (last.isEmpty()) {
            return Finding.of(
                    Check.WEBHOOK, Status.CANNOT_TELL, "No webhook of Zoom's has come yet.", mend);
        }
        return last.get().isAfter(now.minus(QUIET))
                ? Finding.ok(Check.WEBHOOK, "Zoom's last webhook came at " + last.get() + ".")
                : Finding.of(
                        Check.WEBHOOK,
                        Status.WARNING,
                        "Zoom's last webhook came at " + last.get() + ", more than 72 hours ago.",
                        mend);
    }

    /// @param faults of the topics; absent before Kafka answered
    static Finding topics(Optional<List<String>> faults) {
        if (faults.isEmpty()) {
            return Finding.of(
                    Check.TOPICS,
                    Status.CANNOT_TELL,
                    "Kafka has not answered yet.",
                    "Check the brokers in KAFKA_BOOTSTRAP_SERVERS and the way to them, then run this"
                            + " check again.");
        }
        return faults.get().isEmpty()
                ? Finding.ok(Check.TOPICS, "The topics at Kafka are as they must be.")
                : Finding.of(
                        Check.TOPICS,
                        Status.PROBLEM,
                        String.join(". ", faults.get()) + ".",
                        "As each says. It is looked at again every minute.");
    }
}
