package dev.hostkeysync.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A user of Zoom as the API tells one.
///
/// @param userId ours
/// @param hindrance a stable word for what keeps the user from being as wanted
/// @param reason the same in words, with Zoom's code where it has one
/// @param remedy what to do about it
@Schema(name = "ZoomAccount")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountView(
        @JsonProperty UUID userId,
        @JsonProperty @Nullable String email,
        @JsonProperty @Nullable String zoomUserId,
        @JsonProperty Wanted wanted,
        @JsonProperty AccountState state,
        @JsonProperty @Nullable Hindrance hindrance,
        @JsonProperty @Nullable String reason,
        @JsonProperty @Nullable String remedy,
        @JsonProperty int attempts,
        @JsonProperty @Nullable Instant nextAttemptAt) {}
