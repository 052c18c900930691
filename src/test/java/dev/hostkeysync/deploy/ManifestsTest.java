package dev.hostkeysync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {

    static List<String> overlays() {
        return Overlay.names();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyObjectIsOneThatItsApiTakes(String overlay) {
        for (ObjectNode object : Overlay.named(overlay).objects()) {
            assertThat(KubernetesModels.faults(object))
                    .as(object.path("kind").asText() + " " + object.at("/metadata/name").asText())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void noTwoObjectsHaveTheSameName(String overlay) {
        assertThat(
                        Overlay.named(overlay).objects().stream()
                                .map(one ->
                                        one.path("kind").asText()
                                                + " "
                                                + one.at("/metadata/name").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesAFieldThatNobodyKnows() {
        ObjectNode deployment = Overlay.named("production").only("Deployment");
        deployment.withObject("/spec/template/spec").put("hostNetworking", false);

        assertThat(KubernetesModels.faults(deployment))
                .singleElement()
                .asString()
                .contains("hostNetworking");
    }

    @Test
    void refusesAFieldThatNobodyKnowsByASchemaToo() {
        ObjectNode scaled = Overlay.named("production").only("ScaledObject");
        scaled.withObject("/spec").put("maxReplicas", 3);

        assertThat(KubernetesModels.faults(scaled))
                .singleElement()
                .asString()
                .contains("maxReplicas");
    }

    @Test
    void everyManifestIsPartOfAnOverlay() throws IOException {
        Set<Path> used =
                Overlay.names().stream()
                        .flatMap(name -> Overlay.named(name).files().stream())
                        .map(Path::normalize)
                        .collect(Collectors.toSet());

        try (Stream<Path> all = Files.walk(Overlay.DEPLOY)) {
            assertThat(
                            all.filter(Files::isRegularFile)
                                    .filter(file -> !file.startsWith("deploy/compose"))
                                    .filter(file -> !file.startsWith("deploy/sql"))
                                    .filter(file ->
                                            !Set.of("compose.yaml", "README.md", "keyset.json")
                                                    .contains(file.getFileName().toString())))
                    .allSatisfy(file -> assertThat(used).contains(file));
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void selectorsFindThePodsOfTheDeployment(String overlay) {
        Overlay all = Overlay.named(overlay);
        JsonNode labels = all.only("Deployment").at("/spec/template/metadata/labels");

        assertThat(
                        Stream.of(
                                all.only("Deployment").at("/spec/selector/matchLabels"),
                                all.only("Service").at("/spec/selector"),
                                all.only("PodDisruptionBudget").at("/spec/selector/matchLabels"),
                                all.only("NetworkPolicy").at("/spec/podSelector/matchLabels"),
                                all.only("PodMonitor").at("/spec/selector/matchLabels")))
                .allSatisfy(selector -> assertThat(selector).isEqualTo(labels));
        for (JsonNode spread :
                all.only("Deployment").at("/spec/template/spec/topologySpreadConstraints")) {
            assertThat(spread.at("/labelSelector/matchLabels")).isEqualTo(labels);
        }
    }
}
