package dev.hostkeysync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No engine is here to build them, so they are read; `ImageRuntimeIT` runs what can be run
/// without, and `script/image` builds and starts.
class DockerfileTest {

    private static final Path DOCKER = Path.of("src/main/docker");

    private record Instruction(String word, String rest) {}

    private static List<Instruction> instructions(String name) {
        return Yaml.text(DOCKER.resolve(name))
                .replaceAll("(?m)^\\s*#.*\\n", "")
                .replaceAll("\\\\\\n\\s*", " ")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(" ", 2))
                .map(parts -> new Instruction(parts[0], parts[1]))
                .toList();
    }

    private static Stream<String> of(String name, String word) {
        return instructions(name).stream()
                .filter(one -> one.word().equals(word))
                .map(Instruction::rest);
    }

    /// What comes after the last FROM is what runs.
    private static List<Instruction> last(String name) {
        List<Instruction> all = instructions(name);
        int from = all.size() - 1;
        while (!all.get(from).word().equals("FROM")) {
            from--;
        }
        return all.subList(from, all.size());
    }

    private static List<String> ofLast(String name, String word) {
        return last(name).stream()
                .filter(one -> one.word().equals(word))
                .map(Instruction::rest)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void everyImageIsPinned(String name) {
        assertThat(of(name, "FROM").map(from -> from.split(" ")[0]))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image).matches(".+:.+@sha256:[0-9a-f]{64}"));
        assertThat(of(name, "FROM")).noneMatch(from -> from.contains(":latest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void whatRunsHasNoShellAndNoRights(String name) {
        assertThat(last(name).getFirst().rest()).startsWith("gcr.io/distroless/");
        assertThat(ofLast(name, "USER")).containsExactly("65532:65532");
        assertThat(ofLast(name, "RUN")).isEmpty();
        assertThat(ofLast(name, "ENTRYPOINT"))
                .hasSize(1)
                .allSatisfy(one -> assertThat(one).startsWith("[\"/"));
        assertThat(ofLast(name, "CMD")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void endsAsTheServiceExpects(String name) {
        assertThat(ofLast(name, "STOPSIGNAL")).containsExactly("SIGTERM");
        assertThat(ofLast(name, "EXPOSE")).containsExactly("8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void saysWhatItIs(String name) {
        String version =
                Yaml.text(Path.of("pom.xml")).replaceAll("(?s).*?<version>([^<]+)<.*", "$1");
        String labels = String.join(" ", ofLast(name, "LABEL"));

        for (String label : List.of("title", "description", "version", "licenses", "base.name")) {
            assertThat(labels).contains("org.opencontainers.image." + label + "=");
        }
        assertThat(labels).contains("image.version=\"" + version + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void fetchesNothingByItself(String name) {
        assertThat(of(name, "ADD")).isEmpty();
        assertThat(of(name, "RUN"))
                .noneMatch(run -> run.matches(".*\\b(curl|wget|apt-get|sudo)\\b.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void theContextHasWhatIsCopied(String name) {
        List<String> allowed =
                Yaml.text(Path.of(".dockerignore"))
                        .lines()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .toList();

        assertThat(of(name, "COPY").filter(copy -> !copy.contains("--from=")))
                .allSatisfy(copy -> {
                    String source = copy.replaceAll("--\\S+ ", "").split(" ")[0];
                    assertThat(allowed).anyMatch(source::startsWith);
                    assertThat(source.startsWith("target/") || Files.exists(Path.of(source)))
                            .isTrue();
                });
    }

    /// Under another umask the last user could not read what was built.
    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void whatIsCopiedCanBeReadByAnybody(String name) {
        assertThat(of(name, "COPY").filter(copy -> !copy.contains("--from=")))
                .isNotEmpty()
                .allSatisfy(copy -> assertThat(copy).contains("--chmod=755 "));
    }

    @Test
    void runsWithTheCacheItWasTrainedFor() {
        assertThat(of("Dockerfile.jvm", "RUN"))
                .anyMatch(run ->
                        run.contains(
                                "/opt/train /opt/hostkey-sync/java.options /opt/hostkey-sync/quarkus-run.jar"));
        assertThat(ofLast("Dockerfile.jvm", "ENTRYPOINT"))
                .containsExactly(
                        "[\"/opt/java/runtime/bin/java\", \"@/opt/hostkey-sync/java.options\","
                                + " \"-XX:AOTCache=/opt/hostkey-sync/hostkey-sync.aot\","
                                + " \"-jar\", \"/opt/hostkey-sync/quarkus-run.jar\"]");
        assertThat(of("Dockerfile.jvm", "ENV")).noneMatch(env -> env.contains("JAVA_TOOL_OPTIONS"));
    }

    /// The heap, as much direct memory, and what the JVM itself takes.
    @Test
    void theHeapFitsIntoItsContainer() {
        int heap =
                Integer.parseInt(
                        Yaml.text(DOCKER.resolve("java.options"))
                                .replaceAll("(?s).*\\n-Xmx([0-9]+)m\\n.*", "$1"));
        String limit =
                Yaml.document(Overlay.DEPLOY.resolve("base/deployment.yaml"))
                        .at("/spec/template/spec/containers/0/resources/limits/memory")
                        .asText();

        assertThat(limit).isEqualTo(2 * heap + 256 + "Mi");
    }
}
