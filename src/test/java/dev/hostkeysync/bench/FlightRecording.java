package dev.hostkeysync.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A recording of Java's own flight recorder in another process, begun and ended by `jcmd`.
final class FlightRecording {

    private static final String NAME = "bench";

    private final ProcessHandle process;
    private final Path file;

    private FlightRecording(ProcessHandle process, Path file) {
        this.process = process;
        this.file = file;
    }

    static FlightRecording start(ProcessHandle process) {
        Path file =
                Rig.DIRECTORY
                        .resolve("service-%d.jfr".formatted(System.currentTimeMillis()))
                        .toAbsolutePath();
        FlightRecording recording = new FlightRecording(process, file);
        recording.jcmd("JFR.start", "name=" + NAME, "settings=" + settings());
        return recording;
    }

    Samples stop() {
        jcmd("JFR.stop", "name=" + NAME, "filename=" + file);
        return Samples.of(file);
    }

    private static Path settings() {
        try (InputStream in = FlightRecording.class.getResourceAsStream("/bench/samples.jfc")) {
            Path copy = Rig.DIRECTORY.resolve("samples.jfc").toAbsolutePath();
            Files.write(copy, Objects.requireNonNull(in).readAllBytes());
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void jcmd(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(process.pid()));
        command.addAll(List.of(arguments));
        try {
            Process jcmd =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (jcmd.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + String.join(" ", arguments) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
