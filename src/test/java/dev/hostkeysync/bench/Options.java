package dev.hostkeysync.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What is asked for on the command line.
///
/// @param benchmarks in their own order, whatever the order on the command line
/// @param quick shorter and rougher
/// @param profile whether to tell where the time goes
record Options(List<Benchmark> benchmarks, boolean quick, boolean profile) {

    static final String USAGE =
            """
            Usage: script/bench [name …] [--quick] [--profile]
              name       one of %s; all of them when none is given
              --quick    shorter and rougher: five minutes instead of twenty
              --profile  also tell where the time goes; the figures are then somewhat worse
            BENCH_JAVA_OPTIONS: options for the service's JVM, over those of src/main/docker/java.options.
            """
                    .formatted(
                            String.join(
                                    ", ", Benchmarks.ALL.stream().map(Benchmark::name).toList()));

    /// @throws IllegalArgumentException when a word is unknown
    static Options parse(List<String> arguments) {
        TreeSet<String> words = new TreeSet<>(arguments);
        boolean quick = words.remove("--quick");
        boolean profile = words.remove("--profile");
        List<Benchmark> chosen = new ArrayList<>(Benchmarks.ALL);
        chosen.removeIf(benchmark -> !words.isEmpty() && !words.contains(benchmark.name()));
        Benchmarks.ALL.forEach(benchmark -> words.remove(benchmark.name()));
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("unknown: " + String.join(", ", words));
        }
        return new Options(List.copyOf(chosen), quick, profile);
    }

    /// A length of time or a number of things: so many, or fewer in a quick run.
    int scaled(int full, int quickly) {
        return quick ? quickly : full;
    }
}
