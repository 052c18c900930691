package dev.hostkeysync.ops.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One point of a small chart.
///
/// @param state as in [PipelineState#label]
/// @param scimPerSecond changes accepted by this replica
/// @param webhooksPerSecond events accepted by this replica
/// @param lag null while Kafka does not tell
/// @param unfinished users with something left to do at Zoom
/// @param oldestSeconds since the oldest accepted request without effect
/// @param zoomPerSecond calls of this replica
/// @param eventsPerSecond host-key events of all replicas
/// @param budgetUsed of our share of the calls that set host keys, 0 to 1
/// @param budgets the same for each of Zoom's rate classes
@Schema(name = "PipelineMoment")
public record Moment(
        @JsonProperty Instant at,
        @JsonProperty String state,
        @JsonProperty double scimPerSecond,
        @JsonProperty double webhooksPerSecond,
        @JsonProperty long outboxRows,
        @JsonProperty @Nullable Long lag,
        @JsonProperty long unfinished,
        @JsonProperty double oldestSeconds,
        @JsonProperty double zoomPerSecond,
        @JsonProperty double eventsPerSecond,
        @JsonProperty double budgetUsed,
        @JsonProperty Map<String, Double> budgets) {}
