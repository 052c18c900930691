package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;

/// One user in a [Hold].
///
/// @param order [Order#CONCEAL] or [Order#REVOKE]
/// @param acceptedAt when the provider's request, or the operator's, was accepted
public record HeldUser(
        UserId userId,
        Order order,
        String cause,
        String origin,
        Instant acceptedAt,
        HoldOutcome outcome) {}
