package dev.hostkeysync.subscription;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// How the deliveries under way are shared out between subscriptions, so that a slow receiver holds
/// up nobody else: each has a bound of its own, one that fails has room for a single probe, and
/// what is free goes round one by one.
final class Shares {

    static final int EACH = 8;

    private final Map<UUID, Integer> underWay = new HashMap<>();

    /// @param free how many may be added in all
    /// @return how many may be added for each; those with none are missing
    synchronized Map<UUID, Integer> of(List<DueDeliveries.Due> due, int free) {
        Map<UUID, Integer> shares = new LinkedHashMap<>();
        int left = free;
        boolean given = true;
        while (left > 0 && given) {
            given = false;
            for (DueDeliveries.Due one : due) {
                int has =
                        underWay.getOrDefault(one.subscription(), 0)
                                + shares.getOrDefault(one.subscription(), 0);
                if (left > 0 && has < (one.failing() ? 1 : EACH)) {
                    shares.merge(one.subscription(), 1, Integer::sum);
                    left--;
                    given = true;
                }
            }
        }
        return shares;
    }

    synchronized void begin(UUID subscription) {
        underWay.merge(subscription, 1, Integer::sum);
    }

    synchronized void end(UUID subscription) {
        underWay.computeIfPresent(
                subscription, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
}
