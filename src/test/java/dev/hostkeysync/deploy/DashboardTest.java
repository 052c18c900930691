package dev.hostkeysync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardTest {

    private static final JsonNode DASHBOARD =
            Yaml.document(Overlay.DEPLOY.resolve("components/monitoring/dashboard.json"));

    @TempDir Path directory;

    @Test
    void isOneThatGrafanaImports() {
        assertThat(DASHBOARD.path("schemaVersion").asInt()).isEqualTo(39);
        assertThat(DASHBOARD.path("uid").asText()).isEqualTo("hostkey-sync");
        assertThat(DASHBOARD.path("id").isNull()).isTrue();
    }

    @Test
    void everyPanelHasAnIdOfItsOwn() {
        assertThat(DASHBOARD.path("panels"))
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    @Test
    void everyPanelAsksTheDatasourceThatIsChosen() {
        assertThat(DASHBOARD.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(DASHBOARD.path("panels"))
                .filteredOn(panel -> !panel.path("type").asText().equals("row"))
                .allSatisfy(panel -> {
                    assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                    assertThat(panel.path("targets")).isNotEmpty();
                    assertThat(panel.path("targets"))
                            .allSatisfy(target ->
                                    assertThat(target.at("/datasource/uid").asText())
                                            .isEqualTo("${datasource}"));
                });
    }

    @Test
    void noPanelLiesOnAnother() {
        List<int[]> places = new ArrayList<>();
        for (JsonNode panel : DASHBOARD.path("panels")) {
            JsonNode at = panel.path("gridPos");
            int[] place = {
                at.path("x").asInt(),
                at.path("y").asInt(),
                at.path("w").asInt(),
                at.path("h").asInt()
            };
            assertThat(place[0] + place[2]).isLessThanOrEqualTo(24);
            assertThat(places).noneMatch(other -> overlap(place, other));
            places.add(place);
        }
    }

    private static boolean overlap(int[] one, int[] other) {
        return one[0] < other[0] + other[2]
                && other[0] < one[0] + one[2]
                && one[1] < other[1] + other[3]
                && other[1] < one[1] + one[3];
    }

    @Test
    void everyQueryIsOneThatPrometheusUnderstands() throws IOException, InterruptedException {
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        for (String query : DeployedQueries.ofDashboard()) {
            rules.append("      - record: a\n        expr: '")
                    .append(query.replace("$namespace", ".*"))
                    .append("'\n        labels: {n: \"")
                    .append(rules.length())
                    .append("\"}\n");
        }
        Path file = Files.writeString(directory.resolve("rules.yaml"), rules);

        Promtool.Answer answer = Promtool.run("check", "rules", file.toString());

        assertThat(answer.status()).as(answer.output()).isZero();
    }
}
