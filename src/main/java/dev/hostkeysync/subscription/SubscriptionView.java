package dev.hostkeysync.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A subscription as the API tells it, without its secrets.
///
/// @param stateReason why it is not enabled
/// @param lastSuccessAt exact to a minute
/// @param failingSince null while deliveries get through
/// @param waiting deliveries left to do
/// @param failed deliveries that failed for good within the last week
/// @param missed the time while it was disabled, until it is replayed
@Schema(name = "Subscription")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubscriptionView(
        @JsonProperty UUID id,
        @JsonProperty @Nullable String url,
        @JsonProperty String description,
        @JsonProperty List<String> changes,
        @JsonProperty boolean includeBulk,
        @JsonProperty State state,
        @JsonProperty @Nullable String stateReason,
        @JsonProperty Instant stateSince,
        @JsonProperty Instant createdAt,
        @JsonProperty String createdBy,
        @JsonProperty @Nullable Instant lastSuccessAt,
        @JsonProperty @Nullable Instant failingSince,
        @JsonProperty @Nullable String lastFailure,
        @JsonProperty long waiting,
        @JsonProperty long failed,
        @JsonProperty @Nullable Range missed,
        @JsonProperty @Nullable ReplayView replay) {

    /// @param to the first moment after it
    @Schema(name = "TimeRange")
    record Range(@JsonProperty Instant from, @JsonProperty Instant to) {

        static Range of(Span span) {
            return new Range(span.from(), span.to());
        }
    }

    /// @param queued deliveries that came of it so far
    @Schema(name = "Replay")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReplayView(
            @JsonProperty Instant from,
            @JsonProperty Instant to,
            @JsonProperty Replay.Progress state,
            @JsonProperty @Nullable String reason,
            @JsonProperty int queued,
            @JsonProperty Instant requestedAt,
            @JsonProperty String requestedBy) {

        static ReplayView of(Replay replay) {
            return new ReplayView(
                    replay.span().from(),
                    replay.span().to(),
                    replay.progress(),
                    replay.reason().orElse(null),
                    replay.queued(),
                    replay.requestedAt(),
                    replay.requestedBy());
        }
    }

    static SubscriptionView of(
            Subscription one, Deliveries.Count count, Optional<Replay> lastReplay) {
        return new SubscriptionView(
                one.id(),
                one.url().map(URI::toString).orElse(null),
                one.description(),
                one.filter().changes().stream().sorted().map(Change::label).toList(),
                one.filter().includeBulk(),
                one.status().state(),
                one.status().reason().orElse(null),
                one.status().since(),
                one.createdAt(),
                one.createdBy(),
                one.health().lastSuccessAt().orElse(null),
                one.health().failingSince().orElse(null),
                one.health().lastFailure().orElse(null),
                count.waiting(),
                count.failed(),
                one.health().missed().map(Range::of).orElse(null),
                lastReplay.map(ReplayView::of).orElse(null));
    }
}
