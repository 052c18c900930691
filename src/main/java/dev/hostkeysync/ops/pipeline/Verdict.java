package dev.hostkeysync.ops.pipeline;

import static dev.hostkeysync.ops.pipeline.PipelineState.OK;
import static dev.hostkeysync.ops.pipeline.PipelineState.PAUSED;
import static dev.hostkeysync.ops.pipeline.PipelineState.RATE_LIMITED;
import static dev.hostkeysync.ops.pipeline.PipelineState.SLOW;
import static dev.hostkeysync.ops.pipeline.PipelineState.STALLED;

import dev.hostkeysync.provisioning.BudgetLevel;
import java.time.Duration;

/// One word for how it goes, and why: what was found, what it means, what to do.
///
/// @param meaning what was found and what it means, in whole sentences
/// @param mend what to do, in whole sentences; empty when all is well
public record Verdict(PipelineState state, String meaning, String mend) {

    /// Longer than a failover or a restart of the part takes.
    static final Duration DATABASE_SILENT = Duration.ofSeconds(10);

    static final Duration BROKERS_SILENT = Duration.ofSeconds(30);

    /// Longer than a rebalance after a replica was killed.
    static final Duration STUCK = Duration.ofSeconds(60);

    public static final Duration OUTBOX_SLOW = Duration.ofSeconds(10);
    public static final Duration OUTBOX_STALLED = Duration.ofSeconds(60);

    /// Longer than a lease that nobody gave back.
    public static final Duration BEHIND_SLOW = Duration.ofSeconds(60);

    public static final Duration BEHIND_STALLED = Duration.ofMinutes(5);

    /// From when on a wait is put down to the budget.
    static final Duration BEHIND_LIMITED = Duration.ofSeconds(10);

    public static final double BUDGET_FULL = 0.9;

    /// A growing lag below is a burst.
    public static final long LAG_SLOW = 1_000;

    /// The worst that holds; of two equally bad the one nearer to the cause.
    static Verdict of(Vitals now) {
        if (now.databaseSilence().compareTo(DATABASE_SILENT) >= 0) {
            return new Verdict(
                    STALLED,
                    "PostgreSQL has not answered for %s. Requests get 503 and are repeated by their senders, nothing is lost."
                            .formatted(words(now.databaseSilence())),
                    "Check the server at DATABASE_URL.");
        }
        if (now.brokerSilence().compareTo(BROKERS_SILENT) >= 0) {
            return new Verdict(
                    STALLED,
                    "Kafka has not answered for %s. Requests are still taken and wait in the outbox, nothing is lost."
                            .formatted(words(now.brokerSilence())),
                    "Check the brokers in KAFKA_BOOTSTRAP_SERVERS.");
        }
        if (now.stuck().time().compareTo(STUCK) >= 0) {
            return new Verdict(
                    STALLED,
                    "%d events wait on %s for the group %s, and a partition has not moved for %s."
                            .formatted(
                                    now.stuck().lag(),
                                    now.stuck().group().topic().name(""),
                                    now.stuck().group().label(),
                                    words(now.stuck().time())),
                    "Look at the log of the replica that reads it, and restart that replica.");
        }
        if (now.outboxOldest().compareTo(OUTBOX_STALLED) >= 0) {
            return new Verdict(
                    STALLED,
                    "A message has waited in the outbox for %s although Kafka answers."
                            .formatted(words(now.outboxOldest())),
                    "Look in the log for \"Cannot relay to Kafka\"; topics that may not be written are a usual cause.");
        }
        return now.held().map(held -> held(held, now)).orElseGet(() -> moving(now));
    }

    private static Verdict held(BudgetLevel.Held held, Vitals now) {
        String left = words(held.remaining());
        if (held.isRefused()) {
            return new Verdict(
                    PAUSED,
                    "Zoom refuses the account or the app (%s). %s, no key is used up, and it is tried again in %s."
                            .formatted(held.reason(), waiting(now.due()), left),
                    "GET /api/v1/preflight tells what to put right.");
        }
        return new Verdict(
                RATE_LIMITED,
                "Nobody may call Zoom for another %s: %s. %s."
                        .formatted(left, held.reason(), waiting(now.due())),
                "It goes on by itself.");
    }

    private static Verdict moving(Vitals now) {
        boolean full = now.budgetUsed() >= BUDGET_FULL;
        if (full && now.behind().compareTo(BEHIND_LIMITED) >= 0) {
            return new Verdict(
                    RATE_LIMITED,
                    "%s for a turn at Zoom, the first for %s: our share of Zoom's limit is used up."
                            .formatted(waiting(now.due()), words(now.behind())),
                    "It goes on at that pace; a larger ZOOM_BUDGET_SHARE or plan is faster, more replicas are not.");
        }
        if (now.behind().compareTo(BEHIND_STALLED) >= 0) {
            return new Verdict(
                    STALLED,
                    "It has been a user's turn for %s, and nobody took it although Zoom may be called."
                            .formatted(words(now.behind())),
                    "Look for \"The turn of user\" in the log, and at hostkeysync_zoom_requests_total.");
        }
        if (now.behind().compareTo(BEHIND_SLOW) >= 0) {
            return new Verdict(
                    SLOW,
                    "%s for a turn, the first for %s, and Zoom's limit is not reached: Zoom or the database answers slowly."
                            .formatted(waiting(now.due()), words(now.behind())),
                    "Look at hostkeysync_zoom_requests_total, and at the load of PostgreSQL.");
        }
        if (now.lag() >= LAG_SLOW && now.lagGrowth() > 0) {
            return new Verdict(
                    SLOW,
                    "%d events wait on identity-lifecycle, and more come than are applied."
                            .formatted(now.lag()),
                    "More replicas help, up to one for each partition.");
        }
        if (now.outboxOldest().compareTo(OUTBOX_SLOW) >= 0) {
            return new Verdict(
                    SLOW,
                    "A message has waited in the outbox for %s: Kafka takes them slowly."
                            .formatted(words(now.outboxOldest())),
                    "Look at the load of the brokers.");
        }
        return new Verdict(OK, "What comes in goes out; nothing waits for us.", "");
    }

    /// Both.
    public String reason() {
        return mend.isEmpty() ? meaning : meaning + " " + mend;
    }

    private static String waiting(long users) {
        return users == 1 ? "1 user waits" : users + " users wait";
    }

    /// Such as `45 s`, `12 min` or `3 h`.
    static String words(Duration time) {
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(1, time.toSeconds()) + " s";
        }
        return time.compareTo(Duration.ofHours(2)) < 0
                ? time.toMinutes() + " min"
                : time.toHours() + " h";
    }
}
