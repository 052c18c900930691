package dev.hostkeysync.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What alerts and dashboard ask Prometheus.
public final class DeployedQueries {

    private DeployedQueries() {}

    static List<String> ofDashboard() {
        JsonNode dashboard =
                Yaml.document(Overlay.DEPLOY.resolve("components/monitoring/dashboard.json"));
        return dashboard.path("panels").findValuesAsText("expr");
    }

    static List<String> ofRules() {
        return Yaml.document(Overlay.DEPLOY.resolve("compose/rules.yaml")).findValuesAsText("expr");
    }

    /// Every series of ours that is asked for.
    public static Set<Wanted> series() {
        return Stream.concat(ofDashboard().stream(), ofRules().stream())
                .flatMap(query -> Wanted.of(query).stream())
                .collect(Collectors.toSet());
    }
}
