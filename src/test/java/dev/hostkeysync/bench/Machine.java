package dev.hostkeysync.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/// Where a figure was measured: it is worth nothing without.
///
/// @param load of the last minute before the start, as `uptime` tells it
record Machine(
        int cores,
        String cpu,
        long memoryMiB,
        String system,
        String jdk,
        String load,
        Instant date) {

    private static final Path PROC = Path.of("/proc");

    static Machine here(InstantSource clock) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                value("cpuinfo", "model name"),
                Long.parseLong(value("meminfo", "MemTotal").replaceAll("\\D", "")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                read("loadavg").split(" ")[0],
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public String toString() {
        return "%s, %d cores of %s, %,d MiB, %s, %s, load before: %s"
                .formatted(date, cores, cpu, memoryMiB, system, jdk, load);
    }

    private static String value(String file, String name) {
        try (Stream<String> lines = read(file).lines()) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        }
    }

    // Only Linux has it; elsewhere the figures stand without it.
    private static String read(String file) {
        Path path = PROC.resolve(file);
        try {
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
