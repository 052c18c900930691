package dev.hostkeysync.zoomsim;

import java.util.OptionalInt;

/// The account's plan and what it may do, per account and over all its apps (Zoom, "Rate limits").
/// Only the two labels of the calls simulated here.
public enum Plan {
    FREE(4, 6_000, 2, 2_000),
    PRO(30, 0, 20, 0),
    /// Business, Education, Enterprise and Partner.
    BUSINESS(80, 0, 60, 0),
    /// Not a plan of Zoom's: nothing is ever throttled, for load tests.
    UNLIMITED(0, 0, 0, 0);

    private final int lightPerSecond;
    private final int lightPerDay;
    private final int mediumPerSecond;
    private final int mediumPerDay;

    Plan(int lightPerSecond, int lightPerDay, int mediumPerSecond, int mediumPerDay) {
        this.lightPerSecond = lightPerSecond;
        this.lightPerDay = lightPerDay;
        this.mediumPerSecond = mediumPerSecond;
        this.mediumPerDay = mediumPerDay;
    }

    /// Calls per second; empty = no limit.
    public OptionalInt perSecond(RateLabel label) {
        return limit(label == RateLabel.LIGHT ? lightPerSecond : mediumPerSecond);
    }

    /// Calls per UTC day; empty = no limit.
    public OptionalInt perDay(RateLabel label) {
        return limit(label == RateLabel.LIGHT ? lightPerDay : mediumPerDay);
    }

    private static OptionalInt limit(int calls) {
        return calls == 0 ? OptionalInt.empty() : OptionalInt.of(calls);
    }
}
