package dev.hostkeysync.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessIT {

    private static final String JAR = "hostkeysync.jar";

    @TempDir Path directory;

    private String jarBefore;

    @BeforeEach
    void useTheStandIn() throws IOException {
        jarBefore = System.getProperty(JAR, "");
        System.setProperty(JAR, standIn().toString());
    }

    @AfterEach
    void useTheServiceAgain() {
        if (jarBefore.isEmpty()) {
            System.clearProperty(JAR);
        } else {
            System.setProperty(JAR, jarBefore);
        }
    }

    @Test
    void seesOnlyWhatItIsGiven() {
        int port = Ports.free();
        try (ServiceProcess service =
                ServiceProcess.start(port, Map.of("TOPIC_PREFIX", "x"), log())) {
            List<String> names =
                    service.output().lines().map(line -> line.replaceFirst("=.*", "")).toList();

            assertThat(names)
                    .contains("TOPIC_PREFIX", "QUARKUS_HTTP_HOST", "QUARKUS_HTTP_PORT", "PATH")
                    .isSubsetOf(
                            "TOPIC_PREFIX",
                            "QUARKUS_HTTP_HOST",
                            "QUARKUS_HTTP_PORT",
                            "PATH",
                            "HOME",
                            "LANG",
                            "TMPDIR");
        }
    }

    @Test
    void endsOrderlyOrNotAsToldAndComesBack() throws IOException {
        try (ServiceProcess service = ServiceProcess.start(Ports.free(), Map.of(), log())) {
            service.kill();
            assertThat(service.output()).doesNotContain("drained");

            service.restart();
            service.terminate();
            assertThat(service.isAlive()).isFalse();
            assertThat(service.output()).endsWith("drained\n");

            service.restartWith(Map.of("TOPIC_PREFIX", "y"));
            assertThat(service.output()).contains("TOPIC_PREFIX=y\n").doesNotContain("drained");
        }
        assertThat(Files.readString(log()).lines().filter("drained"::equals)).hasSize(2);
    }

    @Test
    void tellsWhatWasPrintedWhenItDoesNotGetReady() {
        assertThatThrownBy(() -> ServiceProcess.start(Ports.free(), Map.of("FAULT", "1"), log()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the service ended with status 3")
                .hasMessageEndingWith("  FAULT: is wrong; expected none");
    }

    @Test
    void tellsItsStatusWhenItIsMeantToEnd() {
        ServiceProcess service = ServiceProcess.launch(Ports.free(), Map.of("FAULT", "1"), log());

        assertThat(service.awaitExit(Duration.ofSeconds(20))).isEqualTo(3);
    }

    private Path log() {
        return directory.resolve("service.log");
    }

    private Path standIn() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
        Path jar = directory.resolve("stand-in.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : List.of(StandInService.class, Ports.class)) {
                String entry = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                try (var in = type.getResourceAsStream("/" + entry)) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }
}
