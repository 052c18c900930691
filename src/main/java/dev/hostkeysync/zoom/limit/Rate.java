package dev.hostkeysync.zoom.limit;

import java.time.Duration;
import java.util.OptionalLong;

/// One cell of Zoom's table of limits.
///
/// @param calls how many calls in every `per`
/// @param perDay how many in a day, which begins at 00:00 UTC; empty = as many as the pace allows
/// @param together whether that day is shared with the other class that says so
record Rate(int calls, Duration per, OptionalLong perDay, boolean together) {

    static Rate perSecond(int calls) {
        return new Rate(calls, Duration.ofSeconds(1), OptionalLong.empty(), false);
    }

    static Rate perMinute(int calls) {
        return new Rate(calls, Duration.ofMinutes(1), OptionalLong.empty(), false);
    }

    Rate perDay(long most) {
        return new Rate(calls, per, OptionalLong.of(most), false);
    }

    Rate perDayTogether(long most) {
        return new Rate(calls, per, OptionalLong.of(most), true);
    }
}
