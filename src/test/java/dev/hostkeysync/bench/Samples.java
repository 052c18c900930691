package dev.hostkeysync.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// The samples of a recording, counted by what they belong to.
final class Samples {

    private static final String CPU = "jdk.CPUTimeSample";
    private static final String OLD_CPU = "jdk.ExecutionSample";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";
    private static final int SHOWN = 25;

    private final Tally cpuByTask = new Tally();
    private final Tally cpuByLayer = new Tally();
    private final Tally cpuByMethod = new Tally();
    private final Tally allocationByTask = new Tally();
    private final Tally allocationByLayer = new Tally();
    private final Tally allocationByMethod = new Tally();

    private Samples() {}

    static Samples of(Path file) {
        Samples samples = new Samples();
        try (RecordingFile recording = new RecordingFile(file)) {
            List<RecordedEvent> old = new ArrayList<>();
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case CPU -> samples.cpu(event);
                    case OLD_CPU -> old.add(event);
                    case ALLOCATION -> samples.allocation(event);
                    default -> {}
                }
            }
            if (samples.cpuByTask.isEmpty()) {
                old.forEach(samples::cpu);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return samples;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("CPU of the service by task, % of samples:");
        lines.addAll(cpuByTask.top(SHOWN));
        lines.add("CPU of the service by layer:");
        lines.addAll(cpuByLayer.top(SHOWN));
        lines.add("CPU of the service by method:");
        lines.addAll(cpuByMethod.top(SHOWN));
        lines.add("Allocation by task, % of bytes:");
        lines.addAll(allocationByTask.top(SHOWN));
        lines.add("Allocation by layer:");
        lines.addAll(allocationByLayer.top(SHOWN));
        lines.add("Allocation by method:");
        lines.addAll(allocationByMethod.top(SHOWN));
        return lines;
    }

    private void cpu(RecordedEvent event) {
        count(event, 1, cpuByTask, cpuByLayer, cpuByMethod);
    }

    private void allocation(RecordedEvent event) {
        count(
                event,
                event.getLong("weight"),
                allocationByTask,
                allocationByLayer,
                allocationByMethod);
    }

    private static void count(
            RecordedEvent event, long weight, Tally task, Tally layer, Tally method) {
        List<RecordedFrame> frames =
                event.getStackTrace() == null ? List.of() : event.getStackTrace().getFrames();
        List<String> methods = frames.stream().map(Samples::name).toList();
        task.add(Layers.task(methods), weight);
        layer.add(Layers.layer(methods), weight);
        method.add(methods.isEmpty() ? "(no Java frame)" : methods.getFirst(), weight);
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    /// Weights by name.
    private static final class Tally {

        private final Map<String, Long> weights = new HashMap<>();

        void add(String name, long weight) {
            weights.merge(name, weight, Long::sum);
        }

        boolean isEmpty() {
            return weights.isEmpty();
        }

        List<String> top(int count) {
            double all = weights.values().stream().mapToLong(Long::longValue).sum();
            return weights.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(count)
                    .filter(entry -> entry.getValue() > all / 200)
                    .map(entry ->
                            "  %5.1f  %s".formatted(100 * entry.getValue() / all, entry.getKey()))
                    .toList();
        }
    }
}
