package dev.hostkeysync.subscription;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A row of `subscription`.
///
/// @param url empty for a kind that is fetched
/// @param description free text, may be empty
/// @param createdBy label of the caller who made it
/// @param health how its deliveries go
public record Subscription(
        UUID id,
        Kind kind,
        Optional<URI> url,
        String description,
        Filter filter,
        Status status,
        Instant createdAt,
        String createdBy,
        Health health) {

    /// @param reason why it is not enabled; always there when it is disabled
    public record Status(State state, Optional<String> reason, Instant since) {}

    /// @param lastSuccessAt exact to a minute
    /// @param failingSince since when no delivery got through; empty while they do
    /// @param lastFailure what came of the last one that did not, such as `answered 500`
    /// @param missed the time while it was disabled, until it is replayed
    public record Health(
            Optional<Instant> lastSuccessAt,
            Optional<Instant> failingSince,
            Optional<String> lastFailure,
            Optional<Span> missed) {

        public static final Health NEW =
                new Health(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// A new one, enabled.
    public static Subscription of(
            UUID id,
            Kind kind,
            Optional<URI> url,
            String description,
            Filter filter,
            Instant now,
            String createdBy) {
        return new Subscription(
                id,
                kind,
                url,
                description,
                filter,
                new Status(State.ENABLED, Optional.empty(), now),
                now,
                createdBy,
                Health.NEW);
    }
}
