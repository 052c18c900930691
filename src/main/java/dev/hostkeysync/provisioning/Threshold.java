package dev.hostkeysync.provisioning;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// How many revocations pass within the window.
///
/// @param count however few users there are
/// @param percent of the users with a key they may know
record Threshold(long count, BigDecimal percent) {

    /// @param population users with a key they may know
    long allowed(long population) {
        BigDecimal part = percent.multiply(BigDecimal.valueOf(population)).movePointLeft(2);
        return Math.max(count, part.setScale(0, RoundingMode.FLOOR).longValueExact());
    }
}
