package dev.hostkeysync.zoomsim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The three shapes of a 429 (Zoom, "Rate limits"): too many a second, too many a day, and two at
/// once on one user.
final class Throttling {

    static final String PER_SECOND = "QPS";
    static final String DAILY = "Daily-limit";

    private static final int CODE = 429;

    private Throttling() {}

    static Answer perSecond(RateLabel label, int limit) {
        return limited(label, PER_SECOND, limit);
    }

    /// `Retry-After` as Zoom's older pages show it: a date-time of ISO 8601, not RFC 9110's forms.
    static Answer daily(RateLabel label, int limit, Instant now) {
        return limited(label, DAILY, limit).with("Retry-After", nextMidnight(now).toString());
    }

    static Answer limited(RateLabel label, String type, int limit) {
        String text =
                type.equals(DAILY)
                        ? "The daily rate limit of this API is used up; the headers say until when."
                        : "The per-second rate limit of this API is exceeded.";
        return Answer.fault(429, CODE, text)
                .with("x-ratelimit-category", label.category())
                .with("x-ratelimit-type", type)
                .with("x-ratelimit-limit", Integer.toString(limit))
                .with("x-ratelimit-remaining", "0");
    }

    /// What is counted by host comes without a type and without `Retry-After`, beside the account's
    /// own count (Zoom developer forum, topic 18928).
    static Answer hostDayUsed(int limit) {
        return Answer.fault(
                        429,
                        CODE,
                        "The daily rate limit (%d) of creating and updating meetings is used up for this particular user."
                                .formatted(limit))
                .with("x-ratelimit-category", RateLabel.LIGHT.category())
                .with("x-ratelimit-limit", "6000")
                .with("x-ratelimit-remaining", "5893");
    }

    static Answer userIsLocked() {
        return Answer.fault(
                429,
                CODE,
                "Too many concurrent requests: one for this user is still being served.");
    }

    static Instant nextMidnight(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }
}
