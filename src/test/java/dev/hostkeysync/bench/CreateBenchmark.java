package dev.hostkeysync.bench;

import java.time.Duration;
import java.util.Map;

/// `POST /scim/v2/Users`: as many as there can be, and how long one takes at a fixed pace.
final class CreateBenchmark implements Benchmark {

    static final int CONNECTIONS = 32;

    private static final int PACE = 200;

    @Override
    public String name() {
        return "creates";
    }

    @Override
    public String about() {
        return "SCIM creates, durable, one node";
    }

    @Override
    public void run(Rig rig, Options options, Result result) {
        result.setting("connections", CONNECTIONS);
        Duration warmUp = Duration.ofSeconds(options.scaled(20, 8));
        Duration time = Duration.ofSeconds(options.scaled(20, 8));
        result.setting("warmUpSeconds", warmUp.toSeconds());
        result.setting("seconds", time.toSeconds());

        rig.startFresh("creates", Map.of());
        try (LoadGenerator generator = rig.generator(CONNECTIONS)) {
            Workload create = Requests.create(rig.scimToken(), new UserIds());
            Load _ = generator.closed(create, warmUp);
            awaitQuiet(rig, result);
            paced(rig, result, generator, create, time);
            closed(rig, options, result, "keys being set", generator, create, time);
        }
        rig.startFresh("creates-only", Map.of("HOSTKEY_ON_USER_CREATED", "ignore"));
        try (LoadGenerator generator = rig.generator(CONNECTIONS)) {
            Workload create = Requests.create(rig.scimToken(), new UserIds());
            Load _ = generator.closed(create, warmUp);
            closed(rig, options, result, "events ignored", generator, create, time);
        }
    }

    private static void paced(
            Rig rig, Result result, LoadGenerator generator, Workload create, Duration time) {
        CpuWindow cpu = CpuWindow.open(rig);
        Load load = generator.open(create, PACE, time);
        result.latency("latency at " + PACE + "/s, keys being set", load, "<= 50");
        cpu.tell(result, load.answered(), "create");
    }

    private static void closed(
            Rig rig,
            Options options,
            Result result,
            String how,
            LoadGenerator generator,
            Workload create,
            Duration time) {
        Profile profile = Profile.start(rig, options);
        CpuWindow cpu = CpuWindow.open(rig);
        Load load = generator.closed(create, time);
        result.figure("creates, " + how, load.perSecond(), "/s", ">= 1000");
        result.latency("latency at full load, " + how, load, "");
        cpu.tell(result, load.answered(), "create");
        profile.tell(result, load.answered(), "create");
        ServiceDatabase database = rig.database();
        result.note(
                "left to do at the end: %,d outbox rows, %,d users"
                        .formatted(database.outboxRows(), database.pendingUsers()));
    }

    /// What the warm-up has left to do must not disturb what comes.
    static void awaitQuiet(Rig rig, Result result) {
        ServiceDatabase database = rig.database();
        Duration atMost = Duration.ofMinutes(1);
        if (!ServiceDatabase.await(
                atMost, () -> database.outboxRows() + database.pendingUsers() == 0)) {
            result.note(
                    "still %,d users to do after %d s; what follows has them beside it"
                            .formatted(database.pendingUsers(), atMost.toSeconds()));
        }
    }
}
