package dev.hostkeysync.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Zoom's events at a pace no account keeps up for long, with everything that follows from them
/// going on beside it.
final class WebhooksBenchmark implements Benchmark {

    private static final int PACE = 200;
    private static final String[] TABLES = {
        "webhook_event", "user_fact", "directory_user", "host_key", "sync_user", "outbox"
    };

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public String about() {
        return "signed events of Zoom at " + PACE + "/s, durable, one node";
    }

    @Override
    public void run(Rig rig, Options options, Result result) {
        int users = options.scaled(10_000, 2_000);
        Duration warmUp = Duration.ofSeconds(options.scaled(20, 5));
        Duration time = Duration.ofSeconds(options.scaled(120, 10));
        result.setting("users", users);
        result.setting("eventsPerSecond", PACE);
        result.setting("warmUpSeconds", warmUp.toSeconds());
        result.setting("seconds", time.toSeconds());
        rig.startFresh("webhooks", Map.of());
        remember(rig, options.scaled(6_400_000, 800_000), result);
        addToZoom(rig, users);
        try (LoadGenerator generator = rig.generator(CreateBenchmark.CONNECTIONS)) {
            Load _ =
                    generator.closed(
                            Requests.create(rig.scimToken(), new UserIds()),
                            users,
                            Duration.ofMinutes(2));
        }
        CreateBenchmark.awaitQuiet(rig, result);
        try (LoadGenerator generator = rig.generator(CreateBenchmark.CONNECTIONS)) {
            ZoomEvents events = new ZoomEvents(rig.webhookSecret(), rig.zoomAccount(), users);
            Load _ = generator.open(events, PACE, warmUp);
            measure(rig, options, result, generator, events, time);
        }
    }

    private static void measure(
            Rig rig,
            Options options,
            Result result,
            LoadGenerator generator,
            ZoomEvents events,
            Duration time) {
        Map<String, Long> before = sizes(rig);
        Profile profile = Profile.start(rig, options);
        CpuWindow cpu = CpuWindow.open(rig);
        Load load = generator.open(events, PACE, time);
        String name = "webhook to 204 at " + PACE + "/s";
        result.figure(name + ", p50", load.millis(50), "ms");
        result.figure(name + ", p99", load.millis(99), "ms", "<= 300");
        result.figure(name + ", p99.9", load.millis(99.9), "ms", "<= 1000");
        result.figure(name + ", slowest", load.millis(100), "ms", "< 3000");
        cpu.tell(result, load.answered(), "event");
        profile.tell(result, load.answered(), "event");
        CreateBenchmark.awaitQuiet(rig, result);
        Map<String, Long> after = sizes(rig);
        after.forEach((table, bytes) ->
                result.note(
                        "%-14s %,10d KiB before, %,10d KiB after: %,d bytes per event"
                                .formatted(
                                        table,
                                        before.getOrDefault(table, 0L) / 1024,
                                        bytes / 1024,
                                        (bytes - before.getOrDefault(table, 0L))
                                                / load.answered())));
    }

    private static Map<String, Long> sizes(Rig rig) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (String table : TABLES) {
            sizes.put(table, rig.database().bytes(table));
        }
        return sizes;
    }

    /// What was taken in the days before: 400,000 events a day under two ids each are 6,400,000 ids
    /// in eight days.
    private static void remember(Rig rig, int ids, Result result) {
        result.setting("idsRemembered", ids);
        rig.database()
                .execute(
                        "INSERT INTO webhook_event SELECT gen_random_uuid(), now() - random() * interval '8 days'"
                                + " FROM generate_series(1, "
                                + ids
                                + ")");
        rig.database().execute("VACUUM (ANALYZE) webhook_event");
    }

    /// So that keys are set for whom the events name.
    private static void addToZoom(Rig rig, int users) {
        rig.zoom()
                .addUsers(
                        IntStream.range(0, users)
                                .mapToObj(ZoomEvents::user)
                                .map(user ->
                                        "{\"id\":\"%s\",\"email\":\"%s\"}"
                                                .formatted(user.id(), user.email()))
                                .collect(Collectors.joining(",", "[", "]")));
    }
}
