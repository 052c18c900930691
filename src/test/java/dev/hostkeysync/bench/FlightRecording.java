package dev.hostkeysync.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        Path file = Rig.DIRECTORY.resolve("service.jfr").toAbsolutePath();
        FlightRecording recording = new FlightRecording(process, file);
        // CPU-time samples (JEP 509, Linux only) count native code too; elsewhere the older samples
        // are read.
        recording.jcmd(
                "JFR.start",
                "name=" + NAME,
                "settings=profile",
                "jdk.CPUTimeSample#enabled=true",
                "jdk.CPUTimeSample#throttle=5ms");
        return recording;
    }

    Samples stop() {
        jcmd("JFR.stop", "name=" + NAME, "filename=" + file);
        return Samples.of(file);
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
