package dev.hostkeysync.webhook.standard;

import static dev.hostkeysync.webhook.standard.StandardWebhooks.NEXT;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.NOW;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.endpoint;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hostkeysync.webhook.RecordingIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of `docs/webhooks.md` works as it stands there.
class StandardDocumentationTest {

    @Test
    void signsAndSendsByShell(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "this machine has no OpenSSL");
        Path arguments = directory.resolve("arguments");
        Path curl = directory.resolve("curl");
        // Stands in for the network: writes down what curl was asked to send.
        Files.writeString(
                curl,
                "#!/bin/sh\nfor argument; do printf '%s\\n' \"$argument\"; done > '"
                        + arguments
                        + "'\n");
        assertThat(curl.toFile().setExecutable(true)).isTrue();
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", example());
        Map<String, String> environment = shell.environment();
        environment.put("PATH", directory + ":" + environment.get("PATH"));
        environment.put("timestamp", Long.toString(NOW.getEpochSecond()));

        Process process = shell.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();

        List<String> given = Files.readAllLines(arguments);
        Map<String, String> headers =
                given.stream()
                        .filter(argument -> argument.startsWith("webhook-"))
                        .map(header -> header.split(": ", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        RecordingIntake intake = new RecordingIntake();
        int status =
                send(
                        endpoint(intake, NEXT),
                        new StandardSignature.Headers(
                                headers.get("webhook-id"),
                                headers.get("webhook-timestamp"),
                                headers.get("webhook-signature")),
                        given.getLast().getBytes(UTF_8));

        assertThat(status).isEqualTo(204);
        assertThat(intake.taken())
                .extracting(RecordingIntake::line)
                .containsExactly("2026-11-16T18:15:12.999999Z Deactivated - - zoe@example.com");
    }

    private static String example() throws IOException {
        Matcher blocks =
                Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("docs/webhooks.md")));
        return blocks.results()
                .map(block -> block.group(1))
                .filter(block -> Arrays.asList(block.split(" ", -1)).contains("--data-binary"))
                .collect(Collectors.joining());
    }
}
