package dev.hostkeysync.portal.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// One stage of the walk from request to event, in words and figures.
///
/// @param id of the element
/// @param tone `idle`, `good`, `warn` or `bad`
/// @param word how it is, in one or two words
/// @param figure the one to look at
/// @param unit of the figure
/// @param scope empty where all replicas tell the same
/// @param chart what the chart shows
/// @param series whose lines are in the chart
public record StageView(
        @JsonProperty String id,
        @JsonProperty String name,
        @JsonProperty String tone,
        @JsonProperty String word,
        @JsonProperty String figure,
        @JsonProperty String unit,
        @JsonProperty String scope,
        @JsonProperty List<Fact> facts,
        @JsonProperty String chart,
        @JsonProperty List<String> series) {

    public record Fact(@JsonProperty String name, @JsonProperty String value) {}

    /// Of what only the replica knows that was asked.
    static final String THIS_REPLICA = "this replica";

    static final String ALL_REPLICAS = "";

    public String seriesNames() {
        return String.join(" ", series);
    }
}
