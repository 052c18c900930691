package dev.hostkeysync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Path PLAIN = Overlay.DEPLOY.resolve("compose/rules.yaml");
    private static final Path RUNBOOK = Path.of("docs/operate.md");

    private static List<JsonNode> alerts() {
        return StreamSupport.stream(Yaml.document(PLAIN).at("/groups/0/rules").spliterator(), false)
                .filter(rule -> rule.has("alert"))
                .toList();
    }

    /// As GitHub makes them of headings.
    private static Set<String> anchors() {
        return Yaml.text(RUNBOOK)
                .lines()
                .filter(line -> line.matches("#{2,4} .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void theOperatorAndPrometheusByItselfHaveTheSameRules() {
        assertThat(Yaml.document(PLAIN))
                .isEqualTo(
                        Yaml.document(Overlay.DEPLOY.resolve("components/monitoring/rules.yaml"))
                                .path("spec"));
    }

    @Test
    void promtoolFindsNoFault() throws Exception {
        Promtool.Answer answer = Promtool.run("check", "rules", PLAIN.toString());

        assertThat(answer.output()).contains("SUCCESS");
        assertThat(answer.status()).isZero();
    }

    @Test
    void alertsFireWhenTheyShallAndNotBefore() throws Exception {
        Promtool.Answer answer =
                Promtool.run("test", "rules", "src/test/resources/deploy/rules-test.yaml");

        assertThat(answer.status()).as(answer.output()).isZero();
    }

    @Test
    void everyAlertIsPlayed() {
        String played = Yaml.text(Path.of("src/test/resources/deploy/rules-test.yaml"));

        assertThat(alerts())
                .extracting(alert -> "alertname=\"" + alert.path("alert").asText() + "\"")
                .allSatisfy(name -> assertThat(played).contains(name));
    }

    @Test
    void everyAlertLeadsToASectionOfTheRunbook() {
        Set<String> anchors = anchors();

        assertThat(alerts())
                .hasSizeGreaterThan(20)
                .allSatisfy(alert -> {
                    String url = alert.at("/annotations/runbook_url").asText();
                    assertThat(url).contains("/docs/operate.md#");
                    assertThat(anchors).contains(url.substring(url.indexOf('#') + 1));
                });
    }

    @Test
    void everyAlertSaysWhatHappened() {
        assertThat(alerts())
                .allSatisfy(alert -> {
                    assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
                    assertThat(alert.at("/annotations/description").asText()).isNotBlank();
                    assertThat(alert.at("/labels/severity").asText())
                            .matches("critical|warning|info");
                    assertThat(alert.path("for").asText()).matches("[0-9]+[mh]");
                });
    }

    @Test
    void theScalerAsksForARuleThatIsThere() {
        List<String> recorded = Yaml.document(PLAIN).findValuesAsText("record");

        assertThat(recorded).isNotEmpty();
        assertThat(Overlay.named("production").only("ScaledObject").findValuesAsText("query"))
                .allSatisfy(query -> assertThat(recorded).anyMatch(query::startsWith));
    }
}
