package dev.hostkeysync.bench;

import java.util.List;

/// All there are, in the order in which they run.
final class Benchmarks {

    static final List<Benchmark> ALL =
            List.of(
                    new StartBenchmark(),
                    new CreateBenchmark(),
                    new PatchBenchmark(),
                    new ReadBenchmark(),
                    new LatencyBenchmark(),
                    new KeysBenchmark(),
                    new WebhooksBenchmark(),
                    new BackfillBenchmark(),
                    new ScimBenchmark());

    private Benchmarks() {}
}
