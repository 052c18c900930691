package dev.hostkeysync.zoom.limit;

import static dev.hostkeysync.zoom.limit.Rate.perMinute;
import static dev.hostkeysync.zoom.limit.Rate.perSecond;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Zoom's rate limit labels, and what each plan allows: per account, shared by every app installed
/// on it (developers.zoom.us/docs/api/rate-limits, read in February 2026; Zoom may change them).
/// The label of a method stands in its reference.
///
/// The names are the keys of the table `zoom_budget`.
// A Rate is a record of values; the check would want an annotation to believe it.
@SuppressWarnings("ImmutableEnumChecker")
public enum RateClass {
    /// `PATCH /users/{userId}`.
    LIGHT(
            perSecond(4).perDay(6_000), // free
            perSecond(30), // pro
            perSecond(80)), // business
    /// `GET /users`, settings of users and of the account.
    MEDIUM(
            perSecond(2).perDay(2_000), // free
            perSecond(20), // pro
            perSecond(60)), // business
    HEAVY(
            perSecond(1).perDay(1_000), // free
            perSecond(10).perDayTogether(30_000), // pro
            perSecond(40).perDayTogether(60_000)), // business
    RESOURCE_INTENSIVE(
            perMinute(10).perDay(30_000), // free
            perMinute(10).perDayTogether(30_000), // pro
            perMinute(20).perDayTogether(60_000)); // business

    private final Rate free;
    private final Rate pro;
    private final Rate business;

    RateClass(Rate free, Rate pro, Rate business) {
        this.free = free;
        this.pro = pro;
        this.business = business;
    }

    Rate on(Plan plan) {
        return switch (plan) {
            case FREE -> free;
            case PRO -> pro;
            case BUSINESS -> business;
        };
    }

    /// The classes whose calls count against the same day as this one's, itself included.
    Set<RateClass> sameDayAs(Plan plan) {
        if (!on(plan).together()) {
            return EnumSet.of(this);
        }
        return Arrays.stream(values())
                .filter(other -> other.on(plan).together())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RateClass.class)));
    }
}
