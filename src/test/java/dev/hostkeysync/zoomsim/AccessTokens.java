package dev.hostkeysync.zoomsim;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The tokens given out. Several live at once, as Zoom has it since June 2023.
final class AccessTokens {

    private record Grant(Set<String> scopes, Instant expiresAt) {}

    sealed interface Check {
        record Good(Set<String> scopes) implements Check {}

        record Bad(String message) implements Check {}
    }

    private final InstantSource clock;
    private final Supplier<String> texts;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();

    AccessTokens(InstantSource clock, Supplier<String> texts) {
        this.clock = clock;
        this.texts = texts;
    }

    String issue(Set<String> scopes, int seconds) {
        String token = texts.get();
        grants.put(token, new Grant(scopes, clock.instant().plusSeconds(seconds)));
        issued.incrementAndGet();
        return token;
    }

    Check check(String authorization) {
        if (!authorization.regionMatches(/* ignoreCase= */ true, 0, "Bearer ", 0, 7)) {
            return new Check.Bad("Invalid access token.");
        }
        Grant grant = grants.get(authorization.substring(7));
        if (grant == null) {
            return new Check.Bad("Invalid access token.");
        }
        return clock.instant().isBefore(grant.expiresAt())
                ? new Check.Good(grant.scopes())
                : new Check.Bad("Access token is expired.");
    }

    long issued() {
        return issued.get();
    }

    void invalidate() {
        grants.clear();
    }

    void reset() {
        invalidate();
        issued.set(0);
    }
}
