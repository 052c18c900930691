package dev.hostkeysync.bench;

import java.util.stream.Stream;

/// A part of what runs during a measurement, each a process of its own.
enum Part {
    SERVICE("service"),
    POSTGRESQL("PostgreSQL"),
    KAFKA("Kafka"),
    SIMULATOR("Zoom simulator"),
    GENERATOR("load generator");

    private final String label;

    Part(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// CPU time so far, in seconds.
    double cpuTime(Rig rig) {
        return switch (this) {
            case SERVICE -> CpuTime.of(rig.service());
            case POSTGRESQL ->
                    Stream.concat(Stream.of(rig.postgres()), rig.postgres().children())
                            .mapToDouble(CpuTime::of)
                            .sum();
            case KAFKA -> CpuTime.of(rig.kafka());
            case SIMULATOR -> CpuTime.of(rig.zoom().process());
            case GENERATOR -> CpuTime.of(ProcessHandle.current());
        };
    }
}
