package dev.hostkeysync.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where `kubectl` is, it renders what the other tests have read.
class KustomizeTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private static final String IMAGE = "/spec/template/spec/containers/0/image";

    @TempDir Path directory;

    static List<String> overlays() {
        return Overlay.names();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void rendersWhatTheOtherTestsRead(String name) throws Exception {
        assertThat(rendered(Overlay.DEPLOY.resolve("overlays").resolve(name)))
                .isEqualTo(byName(Overlay.named(name).objects()));
    }

    @Test
    void takesADigestInsteadOfATag() throws Exception {
        copy(Overlay.DEPLOY, directory);
        Path overlay = directory.resolve("overlays/production");
        Path file = overlay.resolve("kustomization.yaml");
        Files.writeString(
                file, Yaml.text(file).replaceAll("newTag: [0-9.]+", "digest: \"" + DIGEST + "\""));

        Overlay read = Overlay.compose(overlay);

        assertThat(read.only("Deployment").at(IMAGE).asText())
                .isEqualTo("registry.example.com/hostkey-sync@" + DIGEST);
        assertThat(rendered(overlay)).isEqualTo(byName(read.objects()));
    }

    private static Map<String, JsonNode> rendered(Path overlay) throws Exception {
        Process kubectl;
        try {
            kubectl =
                    new ProcessBuilder("kubectl", "kustomize", overlay.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            assumeThat(e).as("kubectl is not on the PATH").isNull();
            throw e;
        }
        String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).isZero();
        return byName(Yaml.parse(output));
    }

    private static Map<String, JsonNode> byName(List<? extends JsonNode> objects) {
        Map<String, JsonNode> all = new TreeMap<>();
        for (JsonNode object : objects) {
            String name = object.path("kind").asText() + " " + object.at("/metadata/name").asText();
            assertThat(all.put(name, object)).as(name).isNull();
        }
        return all;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path copy = to.resolve(from.relativize(one));
                if (!Files.isDirectory(one)) {
                    Files.copy(one, copy);
                } else if (!Files.exists(copy)) {
                    Files.createDirectory(copy);
                }
            }
        }
    }
}
