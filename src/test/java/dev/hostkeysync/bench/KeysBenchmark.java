package dev.hostkeysync.bench;

import java.time.Duration;
import java.util.Map;

/// Keys per second without a limit of Zoom's: users that wait for a key are let go all at once.
final class KeysBenchmark implements Benchmark {

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public String about() {
        return "host keys set per second, no Zoom limit";
    }

    @Override
    public void run(Rig rig, Options options, Result result) {
        int users = options.scaled(10_000, 3_000);
        result.setting("users", users);
        rig.startFresh("keys", Map.of());
        ServiceDatabase database = rig.database();
        try (LoadGenerator generator = rig.generator(CreateBenchmark.CONNECTIONS)) {
            Workload create = Requests.create(rig.scimToken(), new UserIds());
            // Once for the compiler, then for the figure.
            prepare(result, database, generator, create, users / 2);
            database.release();
            CreateBenchmark.awaitQuiet(rig, result);
            prepare(result, database, generator, create, users);
            measure(rig, options, result, database, users);
        }
    }

    private static void measure(
            Rig rig, Options options, Result result, ServiceDatabase database, int users) {
        try (HostKeySubscriber subscriber = rig.subscriber()) {
            Profile profile = Profile.start(rig, options);
            CpuWindow cpu = CpuWindow.open(rig);
            ServiceDatabase.Activations done = release(database, subscriber, users);
            cpu.tell(result, users, "key");
            result.figure(
                    "keys, from the release to the last",
                    done.keys() / done.seconds(),
                    "/s",
                    ">= 1000");
            result.figure("keys, from the first to the last", done.keys() / done.fromFirst(), "/s");
            profile.tell(result, users, "key");
        }
    }

    /// Makes users who all wait for their keys.
    private static void prepare(
            Result result,
            ServiceDatabase database,
            LoadGenerator generator,
            Workload create,
            int users) {
        database.hold();
        long before = database.pendingUsers();
        Load _ = generator.closed(create, users, Duration.ofMinutes(1));
        if (!ServiceDatabase.await(
                Duration.ofMinutes(1), () -> database.pendingUsers() - before == users)) {
            result.note(
                    "only %,d of %,d users wait for a key"
                            .formatted(database.pendingUsers() - before, users));
        }
    }

    /// Asks Kafka, not PostgreSQL, whether they are all there: a count over a table that changes
    /// all the time costs more than the work itself.
    private static ServiceDatabase.Activations release(
            ServiceDatabase database, HostKeySubscriber subscriber, int users) {
        double start = database.now();
        database.release();
        if (!ServiceDatabase.await(
                Duration.ofMinutes(2), () -> subscriber.arrivals().size() >= users)) {
            throw new IllegalStateException("keys are still to be set after two minutes");
        }
        return database.activationsSince(start);
    }
}
