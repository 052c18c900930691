package dev.hostkeysync.zoomsim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// `next_page_token`: opaque, good for 15 minutes, and only for the list it was made for.
final class PageTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private record Place(long position, String status, Instant expiresAt) {}

    private final InstantSource clock;
    private final Supplier<String> texts;
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    PageTokens(InstantSource clock, Supplier<String> texts) {
        this.clock = clock;
        this.texts = texts;
    }

    String issue(long position, String status) {
        Instant now = clock.instant();
        places.values().removeIf(place -> !now.isBefore(place.expiresAt()));
        String token = texts.get();
        places.put(token, new Place(position, status, now.plus(LIFETIME)));
        return token;
    }

    Optional<Long> positionOf(String token, String status) {
        return Optional.ofNullable(places.get(token))
                .filter(place -> place.status().equals(status))
                .filter(place -> clock.instant().isBefore(place.expiresAt()))
                .map(Place::position);
    }

    void clear() {
        places.clear();
    }
}
