package dev.hostkeysync.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every other test has its service from here, and would say nothing if it ran on less than the
/// image has.
class ImageRuntimeIT {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    @TempDir Path directory;

    @Test
    void isLinkedByTheLineOfTheDockerfile() {
        assertThat(ImageRuntime.isLinked())
                .as("target/runtime/jlink.log says why there is none")
                .isTrue();
        assertThat(ImageRuntime.home().resolve("bin")).isDirectoryNotContaining("glob:**/javac");
        assertThat(JavaCommand.ofJar(JAR).getFirst())
                .isEqualTo(Path.of("target/runtime/linked/bin/java").toAbsolutePath().toString());
    }

    /// Told to insist on it, the JVM ends with 1 where it cannot take the cache, and the service
    /// with 78 for want of all variables.
    @Test
    void takesTheCacheThatWasMadeOnIt() {
        OsProcess service =
                OsProcess.start(
                        "the service",
                        JavaCommand.ofJar(JAR),
                        Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on"),
                        directory.resolve("service.log"));

        assertThat(service.awaitExit(Duration.ofSeconds(60))).as(service.output()).isEqualTo(78);
        assertThat(service.output()).contains("its configuration has faults");
    }
}
