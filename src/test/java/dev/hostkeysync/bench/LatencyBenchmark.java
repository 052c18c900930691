package dev.hostkeysync.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// From the answer to the identity provider to the moment a subscriber has read that the user has a
/// key.
final class LatencyBenchmark implements Benchmark {

    private static final int PACE = 40;
    private static final Duration LAST_EVENTS = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String about() {
        return "SCIM 201 to host-key.changed read by a subscriber, at " + PACE + " users/s";
    }

    @Override
    public void run(Rig rig, Options options, Result result) {
        Duration warmUp = Duration.ofSeconds(options.scaled(15, 6));
        Duration time = Duration.ofSeconds(options.scaled(60, 10));
        result.setting("usersPerSecond", PACE);
        result.setting("seconds", time.toSeconds());
        rig.startFresh("latency", Map.of());
        try (LoadGenerator generator = rig.generator(CreateBenchmark.CONNECTIONS)) {
            // In a hurry first, for the compiler's sake.
            Workload create = Requests.create(rig.scimToken(), new UserIds());
            Load _ = generator.closed(create, warmUp);
            CreateBenchmark.awaitQuiet(rig, result);
            measure(rig, result, generator, 0, time, "<= 60", "<= 250");
            measure(rig, result, generator, 200, time, "<= 260", "<= 450");
        }
    }

    private static void measure(
            Rig rig,
            Result result,
            LoadGenerator generator,
            int zoomMillis,
            Duration time,
            String aimOfP50,
            String aimOfP99) {
        rig.zoom().delay(zoomMillis);
        Load _ =
                generator.open(
                        Requests.create(rig.scimToken(), new UserIds()),
                        PACE,
                        Duration.ofSeconds(5));
        Map<String, Long> accepted = new HashMap<>();
        CpuWindow cpu = CpuWindow.open(rig);
        try (HostKeySubscriber subscriber = rig.subscriber()) {
            Workload create =
                    Requests.create(
                            rig.scimToken(),
                            new UserIds(),
                            (id, at) ->
                                    accepted.put(new String(id, StandardCharsets.US_ASCII), at));
            Load load = generator.open(create, PACE, time);
            Map<String, Long> arrivals = subscriber.arrivals();
            boolean _ =
                    ServiceDatabase.await(
                            LAST_EVENTS, () -> arrivals.keySet().containsAll(accepted.keySet()));
            Histogram micros = new Histogram(3);
            accepted.forEach((user, at) -> {
                Long read = arrivals.get(user);
                if (read != null) {
                    micros.recordValue(Math.max(0, (read - at) / 1_000));
                }
            });
            String name = "Zoom answering in %d ms".formatted(zoomMillis);
            result.figure(name + ", p50", ms(micros, 50), "ms", aimOfP50);
            result.figure(name + ", p99", ms(micros, 99), "ms", aimOfP99);
            result.figure(name + ", p99.9", ms(micros, 99.9), "ms");
            result.figure(name + ", slowest", ms(micros, 100), "ms");
            cpu.tell(result, load.answered(), "user");
            if (micros.getTotalCount() < accepted.size()) {
                result.note(
                        "NOT ALL: %d of %d users had their event in time"
                                .formatted(micros.getTotalCount(), accepted.size()));
            }
        }
    }

    private static double ms(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }
}
