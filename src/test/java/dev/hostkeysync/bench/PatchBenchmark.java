package dev.hostkeysync.bench;

import java.time.Duration;
import java.util.Map;

/// `PATCH /scim/v2/Users/{id}` of a display name, which changes a user and leads to no event.
final class PatchBenchmark implements Benchmark {

    private static final int PACE = 200;

    @Override
    public String name() {
        return "patches";
    }

    @Override
    public String about() {
        return "SCIM patches of a display name, durable, one node";
    }

    @Override
    public void run(Rig rig, Options options, Result result) {
        Duration warmUp = Duration.ofSeconds(options.scaled(15, 6));
        Duration time = Duration.ofSeconds(options.scaled(20, 6));
        int users = options.scaled(5_000, 1_000);
        result.setting("connections", CreateBenchmark.CONNECTIONS);
        result.setting("users", users);
        result.setting("seconds", time.toSeconds());

        rig.startFresh("patches", Map.of());
        try (LoadGenerator generator = rig.generator(CreateBenchmark.CONNECTIONS)) {
            UserIds ids = new UserIds();
            Load _ =
                    generator.closed(
                            Requests.create(rig.scimToken(), ids), users, Duration.ofMinutes(1));
            CreateBenchmark.awaitQuiet(rig, result);
            Workload patch = Requests.patch(rig.scimToken(), ids);
            Load _ = generator.closed(patch, warmUp);

            Profile profile = Profile.start(rig, options);
            CpuWindow cpu = CpuWindow.open(rig);
            Load full = generator.closed(patch, time);
            result.figure("patches", full.perSecond(), "/s", ">= 1000");
            result.latency("latency at full load", full, "");
            cpu.tell(result, full.answered(), "patch");
            profile.tell(result, full.answered(), "patch");

            CpuWindow pacedCpu = CpuWindow.open(rig);
            Load paced = generator.open(patch, PACE, time);
            result.latency("latency at " + PACE + "/s", paced, "<= 50");
            pacedCpu.tell(result, paced.answered(), "patch");
        }
    }
}
