package dev.hostkeysync.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `script/env` on made-up machines: their JDKs are directories with a `release` file, their `java`
/// and `mvn` print what the real ones would.
class ScriptEnvTest {

    @TempDir Path machine;

    private Path bin;
    private Path jvms;

    @BeforeEach
    void makeAMachineWithMavenOnly() throws IOException {
        bin = Files.createDirectories(machine.resolve("bin"));
        jvms = Files.createDirectories(machine.resolve("jvm"));
        maven("3.9.9");
    }

    @Test
    void findsTheNewJdkBesideAnOlderDefault() throws Exception {
        makeDefault(jdk("java-17", "17.0.15"));
        Path wanted = jdk("temurin-25", "25.0.1");

        assertThat(source(Map.of())).isEqualTo(new Result(0, "JAVA_HOME=" + wanted + "\n"));
    }

    @Test
    void takesTheJdkThatJavaHomeNames() throws Exception {
        makeDefault(jdk("java-25", "25.0.1"));
        Path wanted = jdk("java-26", "26-ea");

        assertThat(source(Map.of("JAVA_HOME", wanted.toString())))
                .isEqualTo(new Result(0, "JAVA_HOME=" + wanted + "\n"));
    }

    @Test
    void passesOverAJavaHomeThatIsTooOld() throws Exception {
        Path old = jdk("java-21", "21.0.4");
        Path wanted = jdk("java-25", "25");
        makeDefault(wanted);

        assertThat(source(Map.of("JAVA_HOME", old.toString())))
                .isEqualTo(new Result(0, "JAVA_HOME=" + wanted + "\n"));
    }

    @Test
    void findsAJdkInTheLayoutOfMacOs() throws Exception {
        Path wanted = jdk("temurin-25.jdk/Contents/Home", "25.0.1");

        assertThat(source(Map.of())).isEqualTo(new Result(0, "JAVA_HOME=" + wanted + "\n"));
    }

    @Test
    void passesOverARuntimeWithoutACompiler() throws Exception {
        Files.delete(jdk("jre-25", "25.0.1").resolve("bin/javac"));

        assertThat(source(Map.of()).output()).contains("Found: no JDK at all");
    }

    @Test
    void saysWhatToDoWhereThereIsNone() throws Exception {
        Path old = jdk("java-17", "17.0.15");

        assertThat(source(Map.of()))
                .isEqualTo(
                        new Result(
                                1,
                                """
                                hostkey-sync needs a JDK 25 or newer, and there is none here.
                                Found:
                                  %s (version 17)
                                Install one, for example Temurin or any other OpenJDK 25, with the system's package manager,
                                with SDKMAN, or by unpacking an archive; then run this again. One that lies in an unusual place is
                                named by JAVA_HOME.
                                """
                                        .formatted(old)));
    }

    @ParameterizedTest
    @CsvSource({"3.8.6, 0", "3.8.7, 0", "3.10.0, 0", "4.0.0, 0", "3.8.5, 1", "3.6.3, 1"})
    void needsMaven386(String version, int status) throws Exception {
        jdk("java-25", "25.0.1");
        maven(version);

        assertThat(source(Map.of()).status()).isEqualTo(status);
    }

    @Test
    void saysWhatToDoWithoutMaven() throws Exception {
        jdk("java-25", "25.0.1");
        Files.delete(bin.resolve("mvn"));

        assertThat(source(Map.of()))
                .isEqualTo(
                        new Result(
                                1,
                                """
                                hostkey-sync needs Maven 3.8.6 or newer. Found: none on the PATH
                                Install one with the system's package manager or with SDKMAN, or unpack an archive and put its bin
                                directory on the PATH; then run this again.
                                """));
    }

    record Result(int status, String output) {}

    private Result source(Map<String, String> variables) throws Exception {
        for (String tool : List.of("bash", "sed", "cat")) {
            link(tool);
        }
        Process shell = shell(variables).start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(shell.waitFor(), output);
    }

    private ProcessBuilder shell(Map<String, String> variables) {
        String script = "set -euo pipefail; . script/env; echo \"JAVA_HOME=$JAVA_HOME\"";
        ProcessBuilder builder =
                new ProcessBuilder(bin.resolve("bash").toString(), "-c", script)
                        .redirectErrorStream(true);
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("PATH", bin.toString());
        environment.put("HOME", machine.toString());
        environment.put("HOSTKEYSYNC_JVM_DIRS", jvms.toString());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = jvms.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/java"), "echo '    java.home = " + home + "' >&2");
        program(home.resolve("bin/javac"), "");
        return home;
    }

    private void makeDefault(Path jdk) throws IOException {
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
    }

    private void maven(String version) throws IOException {
        Files.deleteIfExists(bin.resolve("mvn"));
        // As it is printed to a terminal: in bold.
        program(bin.resolve("mvn"), "printf '\\033[1mApache Maven " + version + "\\033[m\\n'");
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Only these of the real machine's programs are on the made-up machine's PATH.
    private void link(String tool) throws IOException {
        for (String directory : List.of("/usr/bin", "/bin")) {
            Path program = Path.of(directory, tool);
            if (Files.exists(program) && !Files.exists(bin.resolve(tool))) {
                Files.createSymbolicLink(bin.resolve(tool), program);
            }
        }
    }
}
