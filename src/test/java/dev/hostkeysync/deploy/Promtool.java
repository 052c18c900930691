package dev.hostkeysync.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Prometheus's own judge of rules, as `script/promtool` finds or brings it.
final class Promtool {

    record Answer(int status, String output) {}

    private Promtool() {}

    /// @throws IllegalStateException when there is none and none can be had; the message tells how
    static Answer run(String... arguments) throws IOException, InterruptedException {
        Answer found = start(List.of("script/promtool"));
        if (found.status() != 0) {
            throw new IllegalStateException(found.output());
        }
        List<String> command = new ArrayList<>(List.of(found.output().strip()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private static Answer start(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output);
    }
}
