package dev.hostkeysync.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `script/run --once` on the packaged jar, as a user would run it.
class LocalRunIT {

    @TempDir Path data;

    @Test
    void showsTheWholeWalkOnRealKafkaAndPostgres() throws Exception {
        List<String> expected = expectedLines();

        Process script = script().start();
        List<String> printed =
                new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();

        int from = printed.indexOf(expected.getFirst());
        assertThat(from).as("where the conversation begins in:%n%s", printed).isNotNegative();
        List<String> conversation =
                printed.subList(from, Math.min(printed.size(), from + expected.size()));
        assertThat(conversation)
                .zipSatisfy(expected, (line, wanted) -> assertThat(line).matches(pattern(wanted)));
        assertThat(script.waitFor()).isZero();
    }

    private ProcessBuilder script() {
        LocalPorts ports = LocalPorts.free();
        ProcessBuilder builder =
                new ProcessBuilder("bash", "script/run", "--once", "--fresh")
                        .redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "HOSTKEYSYNC_CLASSPATH", System.getProperty("java.class.path"),
                                "LOCAL_DATA", data.toString(),
                                "PORT", Integer.toString(ports.http()),
                                "KAFKA_PORT", Integer.toString(ports.kafka()),
                                "POSTGRES_PORT", Integer.toString(ports.postgres()),
                                "ZOOM_SIMULATOR_PORT", Integer.toString(ports.zoomSimulator()),
                                "OIDC_PORT", Integer.toString(ports.oidc())));
        return builder;
    }

    private static List<String> expectedLines() throws IOException {
        String file = "/conversation/expected-output.txt";
        try (InputStream in = LocalRunIT.class.getResourceAsStream(file)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static Pattern pattern(String line) {
        return Pattern.compile(
                Pattern.quote(line)
                        .replace("<run>", "\\E[0-9a-z]+\\Q")
                        .replace("<id>", "\\E[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\Q")
                        .replace("<zoom user>", "\\E\\S+\\Q")
                        .replace("<200 or 204>", "\\E20[04]\\Q")
                        .replace("<key>", "\\E(?<key>\\d{6,10})\\Q")
                        .replace("<the same>", "\\E\\k<key>\\Q"));
    }
}
