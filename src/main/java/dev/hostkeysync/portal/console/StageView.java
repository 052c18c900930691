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
public record StageView(
        @JsonProperty String id,
        @JsonProperty String name,
        @JsonProperty String tone,
        @JsonProperty String word,
        @JsonProperty String figure,
        @JsonProperty String unit,
        @JsonProperty String scope,
        @JsonProperty List<Fact> facts,
        @JsonProperty List<Chart> charts) {

    public record Fact(@JsonProperty String name, @JsonProperty String value) {}

    /// Of what only the replica knows that was asked.
    static final String THIS_REPLICA = "this replica";

    static final String ALL_REPLICAS = "";

    /// @param shows in words
    /// @param unit empty where it is a mere number
    /// @param names of the lines of [Lines] in it, by spaces
    public record Chart(
            @JsonProperty String shows, @JsonProperty String unit, @JsonProperty String names) {}
}
