package dev.hostkeysync.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Who used the processors between two moments.
final class CpuWindow {

    private final Rig rig;
    private final long start = System.nanoTime();
    private final double machine = CpuTime.ofMachine();
    private final Map<Part, Double> parts = new EnumMap<>(Part.class);

    private CpuWindow(Rig rig) {
        this.rig = rig;
        for (Part part : Part.values()) {
            parts.put(part, part.cpuTime(rig));
        }
    }

    static CpuWindow open(Rig rig) {
        return new CpuWindow(rig);
    }

    /// @param seconds of CPU time per part
    /// @param others programs that are no part of the measurement, in seconds of CPU time
    record Use(Map<Part, Double> seconds, double others, double available) {

        double ours() {
            return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    Use close() {
        double elapsed = (System.nanoTime() - start) / 1e9;
        Map<Part, Double> seconds = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            seconds.put(part, part.cpuTime(rig) - Objects.requireNonNull(parts.get(part)));
        }
        double ours = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        double all = CpuTime.ofMachine() - machine;
        return new Use(
                seconds,
                Math.max(0, all - ours),
                elapsed * Runtime.getRuntime().availableProcessors());
    }

    /// Closes it and tells, above all, how much others were in the way.
    ///
    /// @param things what was done meanwhile, for the cost of one
    void tell(Result result, long things, String thing) {
        Use use = close();
        StringBuilder parts = new StringBuilder();
        use.seconds()
                .forEach((part, seconds) ->
                        parts.append(", %s %.2f".formatted(part.label(), seconds * 1e3 / things)));
        result.note(
                "CPU per %s %.2f ms%s; machine %.0f %% busy, %.0f %% with other programs"
                        .formatted(
                                thing,
                                use.ours() * 1e3 / things,
                                parts.insert(0, ":").deleteCharAt(1),
                                100 * (use.ours() + use.others()) / use.available(),
                                100 * use.others() / use.available()));
    }
}
