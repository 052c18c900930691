package dev.hostkeysync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Resident memory as Linux counts it (proc(5), `VmRSS` and `VmHWM`); zero where there is no
/// `/proc`.
final class Memory {

    private Memory() {}

    static double residentMiB(ProcessHandle process) {
        return kilobytes(process, "VmRSS:") / 1024;
    }

    private static double kilobytes(ProcessHandle process, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
