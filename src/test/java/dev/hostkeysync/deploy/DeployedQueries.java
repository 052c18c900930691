package dev.hostkeysync.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What alerts and dashboard ask Prometheus.
public final class DeployedQueries {

    private static final Pattern METRIC = Pattern.compile("hostkeysync_[a-z0-9_]+");

    private DeployedQueries() {}

    static List<String> ofDashboard() {
        JsonNode dashboard =
                Yaml.document(Overlay.DEPLOY.resolve("components/monitoring/dashboard.json"));
        return dashboard.path("panels").findValuesAsText("expr");
    }

    static List<String> ofRules() {
        return Yaml.document(Overlay.DEPLOY.resolve("compose/rules.yaml")).findValuesAsText("expr");
    }

    /// Every metric of ours that is asked for, by its name in a scrape.
    public static Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        Stream.concat(ofDashboard().stream(), ofRules().stream())
                .forEach(query ->
                        METRIC.matcher(query).results().forEach(one -> names.add(one.group())));
        return names;
    }
}
