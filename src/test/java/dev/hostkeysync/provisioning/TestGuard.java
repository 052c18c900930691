package dev.hostkeysync.provisioning;

import java.math.BigDecimal;
import java.time.Duration;

record TestGuard(boolean guard, long guardCount, BigDecimal guardPercent, Duration guardWindow)
        implements GuardConfig {

    static final TestGuard OFF =
            new TestGuard(false, 20, BigDecimal.valueOf(5), Duration.ofMinutes(10));

    /// The configuration as it is when no variable is set.
    static final TestGuard DEFAULT = of(20, "5");

    static TestGuard of(long count, String percent) {
        return new TestGuard(true, count, new BigDecimal(percent), Duration.ofMinutes(10));
    }
}
