package dev.hostkeysync.provisioning;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Revocations of host keys that the mass-change guard stopped, to be released or dropped as one.
///
/// @param users everybody who was ever in it
/// @param outcomes how many of them are where; every outcome is there
/// @param asked what for, and by whom; without those who were only asked for again
/// @param resolvedBy whoever approved or dropped it
/// @param finishedAt when the last user in it had an outcome
public record Hold(
        UUID id,
        HoldState state,
        Instant openedAt,
        Passed passed,
        long users,
        Map<HoldOutcome, Long> outcomes,
        List<Asked> asked,
        Optional<Instant> resolvedAt,
        Optional<String> resolvedBy,
        Optional<Instant> finishedAt) {

    /// The threshold when it was passed.
    ///
    /// @param count as configured
    /// @param percent as configured
    /// @param population users for whom a key they may know was wanted
    /// @param allowed what that allowed within the window
    /// @param passed revocations that had passed within the window
    public record Passed(
            long count,
            BigDecimal percent,
            Duration window,
            long population,
            long allowed,
            long passed) {}

    /// @param cause as the event will name it, such as `user-deactivated`
    /// @param origin who reported it, such as `scim:okta`
    public record Asked(String cause, String origin, long users) {}
}
