package dev.hostkeysync.deploy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A series that a query asks for, so that a scrape must have one like it.
///
/// @param metric its name in a scrape
/// @param labels what it must have; an empty value is any
public record Wanted(String metric, Map<String, String> labels) {

    private static final Pattern SELECTOR =
            Pattern.compile("(hostkeysync_[a-z0-9_]+)(?:\\{([^}]*)})?");
    private static final Pattern CONDITION = Pattern.compile("([a-z_]+)(?:=~|!=|!~|=)\"([^\"]*)\"");
    private static final Pattern ALTERNATIVES = Pattern.compile("[a-z_]+(\\|[a-z_]+)*");
    private static final Pattern BY = Pattern.compile("by ?\\(([^)]*)\\)");

    /// What Prometheus puts on by itself.
    private static final Set<String> NOT_OURS = Set.of("namespace", "pod", "instance", "job");

    /// Of one query: one for each alternative of a selector's `a|b`, and one for each grouping.
    static Set<Wanted> of(String query) {
        Set<Wanted> all = new LinkedHashSet<>();
        for (MatchResult selector : SELECTOR.matcher(query).results().toList()) {
            Set<Wanted> one = Set.of(new Wanted(selector.group(1), Map.of()));
            String conditions = selector.group(2) == null ? "" : selector.group(2);
            for (MatchResult condition : CONDITION.matcher(conditions).results().toList()) {
                one = each(one, condition.group(1), condition.group(2));
            }
            all.addAll(one);
        }
        for (MatchResult by : BY.matcher(query).results().toList()) {
            SELECTOR.matcher(query.substring(by.end()))
                    .results()
                    .findFirst()
                    .ifPresent(selector -> {
                        Set<Wanted> one = Set.of(new Wanted(selector.group(1), Map.of()));
                        for (String label : by.group(1).split(", ?")) {
                            one = each(one, label, "");
                        }
                        all.addAll(one);
                    });
        }
        return all;
    }

    private static Set<Wanted> each(Set<Wanted> before, String label, String values) {
        if (NOT_OURS.contains(label)) {
            return before;
        }
        List<String> alternatives =
                ALTERNATIVES.matcher(values).matches()
                        ? List.of(values.split("\\|"))
                        : List.of(values.matches("[a-z0-9-]+") ? values : "");
        Set<Wanted> all = new LinkedHashSet<>();
        for (Wanted one : before) {
            for (String value : alternatives) {
                Map<String, String> labels = new LinkedHashMap<>(one.labels());
                labels.put(label, value);
                all.add(new Wanted(one.metric(), labels));
            }
        }
        return all;
    }

    /// @param line of a scrape
    public boolean isMetBy(String line) {
        MatchResult series = SELECTOR.matcher(line).results().findFirst().orElse(null);
        if (series == null || !series.group(1).equals(metric)) {
            return false;
        }
        Map<String, String> there = new LinkedHashMap<>();
        CONDITION
                .matcher(series.group(2) == null ? "" : series.group(2))
                .results()
                .forEach(label -> there.put(label.group(1), label.group(2)));
        return labels.entrySet().stream()
                .allMatch(label ->
                        label.getValue().isEmpty()
                                ? there.containsKey(label.getKey())
                                : label.getValue().equals(there.get(label.getKey())));
    }
}
