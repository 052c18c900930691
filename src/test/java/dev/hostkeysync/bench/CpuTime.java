package dev.hostkeysync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// CPU time as Linux counts it (proc(5)), in seconds; zero where there is no `/proc`.
final class CpuTime {

    /// `sysconf(_SC_CLK_TCK)`, the same on every Linux one meets.
    private static final double TICKS = 100;

    private static final Path PROC = Path.of("/proc");

    // Places in /proc/<pid>/stat, counted from the one behind the name, which is number 3.
    private static final int USER = 14 - 3;
    private static final int SYSTEM = 15 - 3;
    private static final int CHILDREN_USER = 16 - 3;
    private static final int CHILDREN_SYSTEM = 17 - 3;

    private CpuTime() {}

    /// Of a process, its ended children included, so that nothing is lost when one of them ends.
    static double of(ProcessHandle process) {
        return sum(
                PROC.resolve(process.pid() + "/stat"),
                USER,
                SYSTEM,
                CHILDREN_USER,
                CHILDREN_SYSTEM);
    }

    /// Of each kind of thread of a process, by the thread's name without numbers.
    static Map<String, Double> ofThreads(ProcessHandle process) {
        Map<String, Double> times = new HashMap<>();
        try (Stream<Path> tasks = Files.list(PROC.resolve(process.pid() + "/task"))) {
            tasks.forEach(task ->
                    times.merge(
                            read(task.resolve("comm")).strip().replaceAll("[-_ #]*[0-9]+.*", ""),
                            sum(task.resolve("stat"), USER, SYSTEM),
                            Double::sum));
        } catch (IOException e) {
            return times;
        }
        return times;
    }

    /// Of the whole machine: all but idle and waiting for disks.
    static double ofMachine() {
        // "cpu  user nice system idle iowait irq softirq steal …"
        String[] fields = read(PROC.resolve("stat")).lines().findFirst().orElse("").split(" +");
        double ticks = 0;
        for (int i = 1; i < Math.min(fields.length, 9); i++) {
            ticks += i == 4 || i == 5 ? 0 : Double.parseDouble(fields[i]);
        }
        return ticks / TICKS;
    }

    private static double sum(Path stat, int... places) {
        String text = read(stat);
        if (text.isEmpty()) {
            return 0;
        }
        // The name may hold blanks and brackets.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int place : places) {
            ticks += Double.parseDouble(fields[place]);
        }
        return ticks / TICKS;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            // A process that ends while it is looked at.
            return "";
        }
    }
}
