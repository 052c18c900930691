package dev.hostkeysync.bench;

import java.time.Duration;
import java.util.Map;

/// Reads: a user by id, by user name, and their host key.
final class ReadBenchmark implements Benchmark {

    private static final int PACE = 500;

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public String about() {
        return "SCIM get and userName eq, and reveals";
    }

    @Override
    public void run(Rig rig, Options options, Result result) {
        int users = options.scaled(5_000, 1_000);
        result.setting("connections", CreateBenchmark.CONNECTIONS);
        result.setting("users", users);

        rig.startFresh("reads", Map.of());
        try (LoadGenerator generator = rig.generator(CreateBenchmark.CONNECTIONS)) {
            UserIds ids = new UserIds();
            Load _ =
                    generator.closed(
                            Requests.create(rig.scimToken(), ids), users, Duration.ofMinutes(1));
            CreateBenchmark.awaitQuiet(rig, result);
            Workload byName = Requests.findByUserName(rig.scimToken(), ids, 0);
            read(rig, options, result, generator, "get", Requests.get(rig.scimToken(), ids));
            read(rig, options, result, generator, "userName eq", byName);

            Workload reveal = Requests.reveal(rig.apiToken(), ids);
            Load _ = generator.closed(reveal, Duration.ofSeconds(options.scaled(10, 4)));
            CpuWindow cpu = CpuWindow.open(rig);
            Load paced = generator.open(reveal, PACE, Duration.ofSeconds(options.scaled(20, 6)));
            result.latency("reveal at " + PACE + "/s", paced, "<= 10");
            cpu.tell(result, paced.answered(), "reveal");
        }
    }

    private static void read(
            Rig rig,
            Options options,
            Result result,
            LoadGenerator generator,
            String name,
            Workload workload) {
        Load _ = generator.closed(workload, Duration.ofSeconds(options.scaled(8, 4)));
        Profile profile = Profile.start(rig, options);
        CpuWindow cpu = CpuWindow.open(rig);
        Load load = generator.closed(workload, Duration.ofSeconds(options.scaled(12, 5)));
        result.figure(name, load.perSecond(), "/s", ">= 5000");
        result.latency(name + " at full load", load, "");
        cpu.tell(result, load.answered(), "request");
        profile.tell(result, load.answered(), "request");
    }
}
