package dev.hostkeysync.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.deploy.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinnedActionsTest {

    private static final Path WORKFLOW = Path.of(".github/workflows/ci.yml");

    @Test
    void everyActionIsPinnedByItsCommitAndNamesItsVersion() throws Exception {
        List<String> uses =
                Files.readAllLines(WORKFLOW).stream()
                        .filter(line -> line.contains("uses:"))
                        .toList();

        assertThat(uses)
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line)
                                .matches(".*uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+"));
    }

    @Test
    void theWorkflowMayReadAndNoMore() {
        JsonNode workflow = Yaml.document(WORKFLOW);

        assertThat(workflow.path("permissions")).hasToString("{\"contents\":\"read\"}");
        assertThat(workflow.path("jobs"))
                .allSatisfy(job -> {
                    assertThat(job.has("permissions")).isFalse();
                    assertThat(job.at("/steps/0/uses").asText()).startsWith("actions/checkout@");
                    assertThat(job.at("/steps/0/with/persist-credentials").asBoolean(true))
                            .isFalse();
                });
    }

    @Test
    void runsNothingButScriptsOfOurs() {
        List<String> runs = Yaml.document(WORKFLOW).path("jobs").findValuesAsText("run");

        assertThat(runs)
                .contains("script/test", "script/image", "script/reproduce")
                .allSatisfy(run -> {
                    assertThat(run).startsWith("script/");
                    assertThat(Path.of(run.split("\\s", 2)[0])).isExecutable();
                });
    }

    @Test
    void theVersionBeforeIsBuiltOfTheWholeHistory() {
        JsonNode job = Yaml.document(WORKFLOW).at("/jobs/rolling-update");

        assertThat(job.at("/steps/0/with/fetch-depth").asInt(1)).isZero();
        assertThat(job.at("/steps/0/with/persist-credentials").asBoolean(true)).isFalse();
        assertThat(job.at("/steps").findValuesAsText("run"))
                .containsExactly("script/rolling-update");
    }

    @Test
    void whatIsPinnedIsWatched() {
        assertThat(
                        Yaml.document(Path.of(".github/dependabot.yml"))
                                .findValuesAsText("package-ecosystem"))
                .containsExactlyInAnyOrder("maven", "docker", "docker-compose", "github-actions");
    }
}
