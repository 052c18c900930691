package dev.hostkeysync.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A process of the operating system whose output goes to a file, with an environment that holds
/// only what it was given.
///
/// A file, not a pipe: the process outlives a reader that dies, and what it printed can still be
/// read after it was killed.
final class OsProcess {

    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TMPDIR");
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final int TAIL_LINES = 40;

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;

    private OsProcess(String name, Process process, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /// @param name what messages call it
    /// @param environment the variables it sees besides PATH, HOME, LANG and TMPDIR
    /// @param log where its output is appended
    static OsProcess start(
            String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().retainAll(INHERITED);
            builder.environment().putAll(environment);
            return new OsProcess(name, builder.start(), log, logStart);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Path log() {
        return log;
    }

    /// What it has printed since this start.
    String output() {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(logStart);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what " + name + " printed", e);
        }
    }

    /// Waits until the condition holds.
    ///
    /// @param what the end of the sentence "waited for it …"
    /// @throws IllegalStateException when the process ends first or the time is up; the message
    ///   holds the last lines it printed
    void await(String what, Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (endsWithin(Duration.ofMillis(LOOK_AGAIN_MILLIS))) {
                throw failure(
                        "ended with status "
                                + process.exitValue()
                                + " while waited for it "
                                + what);
            }
            if (System.nanoTime() > deadline) {
                throw failure(
                        "was waited for " + what + " in vain for " + atMost.toSeconds() + " s");
            }
        }
    }

    /// @return its exit status
    /// @throws IllegalStateException when it is still running after that time
    int awaitExit(Duration atMost) {
        if (!endsWithin(atMost)) {
            throw failure("is still running after " + atMost.toSeconds() + " s");
        }
        return process.exitValue();
    }

    void requireSuccess(Duration atMost) {
        int status = awaitExit(atMost);
        if (status != 0) {
            throw failure("ended with status " + status);
        }
    }

    /// SIGTERM; SIGKILL when it has not ended after the grace.
    void terminate(Duration grace) {
        process.destroy();
        if (!endsWithin(grace)) {
            kill();
        }
    }

    /// SIGKILL, and waits until it is gone.
    void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    private IllegalStateException failure(String what) {
        List<String> lines = output().lines().toList();
        String tail =
                String.join(
                        "\n  ",
                        lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        return new IllegalStateException(
                "%s %s; its output is in %s and ends:%n  %s".formatted(name, what, log, tail));
    }
}
