package dev.hostkeysync.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A delivery as the API tells it, without what is in the event.
///
/// @param eventId the `webhook-id`
/// @param nextAttemptAt null when it failed for good
/// @param lastFailure such as `answered 500`
@Schema(name = "SubscriptionDelivery")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryView(
        @JsonProperty String eventId,
        @JsonProperty String type,
        @JsonProperty Instant occurredAt,
        @JsonProperty int attempts,
        @JsonProperty @Nullable Instant nextAttemptAt,
        @JsonProperty @Nullable Instant failedAt,
        @JsonProperty @Nullable String lastFailure) {}
