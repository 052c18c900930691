package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Misbehaviour wanted: which calls, how often, and what.
///
/// @param times how many calls it takes part in; null = for ever
public record Rule(Match match, @Nullable Integer times, Action action) {

    @JsonCreator
    static Rule of(
            @JsonProperty("match") @Nullable Match match,
            @JsonProperty("times") @Nullable Integer times,
            @JsonProperty("action") @Nullable Action action) {
        if (action == null) {
            throw new IllegalArgumentException("a rule needs an action");
        }
        return new Rule(match == null ? Match.ANY : match, times, action);
    }

    public static Rule next(int times, Action action) {
        return new Rule(Match.ANY, times, action);
    }

    public static Rule always(Action action) {
        return new Rule(Match.ANY, null, action);
    }

    public Rule method(String method) {
        return new Rule(new Match(method, match.path(), match.user()), times, action);
    }

    public Rule path(String prefix) {
        return new Rule(new Match(match.method(), prefix, match.user()), times, action);
    }

    public Rule user(String idOrEmail) {
        return new Rule(new Match(match.method(), match.path(), idOrEmail), times, action);
    }

    /// Reads a rule or a list of rules.
    ///
    /// @throws IllegalArgumentException when it is neither
    static List<Rule> read(JsonNode json) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode each : json.isArray() ? json : List.of(json)) {
            if (each instanceof ObjectNode rule && rule.path("action").isTextual()) {
                String name = rule.get("action").asText();
                rule.putObject("action").putObject(name);
            }
            rules.add(Json.as(Rule.class, each));
        }
        return rules;
    }
}
