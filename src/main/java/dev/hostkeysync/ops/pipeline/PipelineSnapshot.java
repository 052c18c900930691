package dev.hostkeysync.ops.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The walk from request to event, stage by stage. Rates of requests and of calls are this
/// replica's, of the last ten seconds; all else is the same on every replica.
///
/// @param state `ok`, `slow`, `rate_limited`, `paused` or `stalled`
/// @param reason why, in whole sentences
/// @param samples the last five minutes, every two seconds, from the oldest
@Schema(name = "Pipeline")
public record PipelineSnapshot(
        @JsonProperty Instant at,
        @JsonProperty String state,
        @JsonProperty String reason,
        @JsonProperty Intake intake,
        @JsonProperty Outbox outbox,
        @JsonProperty Kafka kafka,
        @JsonProperty Work work,
        @JsonProperty Zoom zoom,
        @JsonProperty Events events,
        @JsonProperty long deadLetters,
        @JsonProperty List<Moment> samples) {

    /// What was accepted, a second, by this replica.
    @Schema(name = "PipelineIntake")
    public record Intake(
            @JsonProperty double scimPerSecond, @JsonProperty double webhooksPerSecond) {}

    /// Messages that are committed and not on Kafka yet.
    @Schema(name = "PipelineOutbox")
    public record Outbox(@JsonProperty long rows, @JsonProperty double oldestSeconds) {}

    /// @param answers whether the brokers tell how far our consumers are
    /// @param readAt when they last did
    @Schema(name = "PipelineKafka")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Kafka(
            @JsonProperty boolean answers,
            @JsonProperty @Nullable Instant readAt,
            @JsonProperty List<TopicLag> topics) {}

    /// @param topic without the installation's prefix
    /// @param lag records that our group has not handled yet
    /// @param arrivedPerSecond records written by anybody
    /// @param handledPerSecond by all replicas together
    @Schema(name = "PipelineTopic")
    public record TopicLag(
            @JsonProperty String topic,
            @JsonProperty long lag,
            @JsonProperty double arrivedPerSecond,
            @JsonProperty double handledPerSecond) {}

    /// Users with something left to do at Zoom.
    ///
    /// @param oldestSeconds since the oldest accepted request without effect
    /// @param behindSeconds for how long it has been the first user's turn
    @Schema(name = "PipelineWork")
    public record Work(
            @JsonProperty long due,
            @JsonProperty long waiting,
            @JsonProperty long inDoubt,
            @JsonProperty long refused,
            @JsonProperty double oldestSeconds,
            @JsonProperty double behindSeconds) {}

    /// @param requestsPerSecond by outcome, of this replica
    /// @param budget one for each of Zoom's rate classes
    @Schema(name = "PipelineZoom")
    public record Zoom(
            @JsonProperty Map<String, Double> requestsPerSecond,
            @JsonProperty List<RateClass> budget) {}

    /// @param usedRatio part of our share, 0 to 1
    /// @param held missing while calls may be made
    @Schema(name = "PipelineRateClass")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RateClass(
            @JsonProperty("class") String name,
            @JsonProperty double usedRatio,
            @JsonProperty @Nullable Held held) {}

    /// @param cause `throttled`, `zoom_day_used`, `our_day_used` or `refused`
    @Schema(name = "PipelineHold")
    public record Held(
            @JsonProperty String cause,
            @JsonProperty String reason,
            @JsonProperty double remainingSeconds) {}

    /// Host-key events that reached the topic, of all replicas together.
    @Schema(name = "PipelineEvents")
    public record Events(@JsonProperty double perSecond) {}
}
