package dev.hostkeysync.reconcile.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A check as the API tells it.
///
/// @param reason why it waits, or why it was stopped
/// @param requestedBy the label of the token, or `calendar`
/// @param users on Zoom's list, read so far
/// @param expected as many as Zoom says there are
/// @param counts findings by kind; null until it has compared
/// @param outcomes what came of the findings; only of a single check
@Schema(name = "DriftCheck")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DriftView(
        @JsonProperty UUID id,
        @JsonProperty
                @Schema(
                        implementation = String.class,
                        enumeration = {"report", "repair"})
                Mode mode,
        @JsonProperty State state,
        @JsonProperty @Nullable String reason,
        @JsonProperty String requestedBy,
        @JsonProperty Instant beganAt,
        @JsonProperty @Nullable Instant endedAt,
        @JsonProperty int users,
        @JsonProperty int expected,
        @JsonProperty @Nullable Map<String, Integer> counts,
        @JsonProperty int repaired,
        @JsonProperty @Nullable Map<String, Integer> outcomes) {

    static DriftView of(DriftCheck check, @Nullable Map<String, Integer> outcomes) {
        return new DriftView(
                check.id(),
                check.mode(),
                check.state(),
                check.reason().orElse(null),
                check.requestedBy(),
                check.beganAt(),
                check.endedAt().orElse(null),
                check.users(),
                Math.max(check.users(), check.expected()),
                check.found().orElse(null),
                check.repaired(),
                outcomes);
    }
}
