package dev.hostkeysync.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostkeysync.zoomsim.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// Keys for everybody who exists already, at the limit of a business plan, from a Zoom that takes
/// its time and refuses every call too many; beside a script that does one after the other.
final class BackfillBenchmark implements Benchmark {

    private static final int LIMIT = 80;

    /// A little less than all: nobody sends to the millisecond, and one call too many is a 429.
    private static final String SHARE = "0.97";

    private static final int LEAST_MILLIS = 100;
    private static final int MOST_MILLIS = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "backfill";
    }

    @Override
    public String about() {
        return "keys for all existing users at Zoom's limit of a business plan, answers in "
                + LEAST_MILLIS
                + " to "
                + MOST_MILLIS
                + " ms";
    }

    @Override
    public void run(Rig rig, Options options, Result result) {
        int users = options.scaled(10_000, 2_000);
        result.setting("users", users);
        result.setting("zoomLimitPerSecond", LIMIT);
        result.setting("ZOOM_BUDGET_SHARE", SHARE);
        addToZoom(rig, users);
        rig.startFresh(
                "backfill",
                Map.of(
                        "ZOOM_PLAN",
                        "business",
                        "ZOOM_BUDGET_SHARE",
                        SHARE,
                        "ZOOM_BUDGET_OVERRIDE_PER_SECOND",
                        ""));
        rig.zoom().enforce(Plan.BUSINESS, LEAST_MILLIS, MOST_MILLIS);
        SequentialScript.Outcome script =
                new SequentialScript(rig).run(Duration.ofSeconds(options.scaled(60, 20)));
        measure(rig, options, result, users, script);
    }

    private static void measure(
            Rig rig, Options options, Result result, int users, SequentialScript.Outcome script) {
        ServiceDatabase database = rig.database();
        JsonNode before = stats(rig);
        double start = database.now();
        CpuWindow cpu = CpuWindow.open(rig);
        Profile profile = Profile.start(rig, options);
        OperatorClient operator = new OperatorClient(rig);
        try (LiveUsers live = LiveUsers.begin(rig)) {
            String id = operator.startBackfill();
            // Until then Zoom's list is read.
            boolean _ =
                    ServiceDatabase.await(
                            Duration.ofMinutes(2), () -> operator.state(id).equals("RUNNING"));
            double listed = database.now();
            if (!ServiceDatabase.await(
                    Duration.ofMinutes(6), () -> operator.state(id).equals("DONE"))) {
                throw new IllegalStateException("the backfill did not end in time");
            }
            ServiceDatabase.Activations set = database.activationsSince(listed);
            double rate = set.keys() / set.seconds();
            result.figure("keys per second, from the list to the last key", rate, "/s");
            result.figure("part of Zoom's limit used", 100 * rate / LIMIT, "%", ">= 95");
            live.tell(result);
            result.note(operator.backfill(id));
        }
        ServiceDatabase.Activations done = database.activationsSince(start);
        cpu.tell(result, done.keys(), "key");
        profile.tell(result, done.keys(), "key");
        JsonNode after = stats(rig);
        result.figure("answers 429", of429(after) - of429(before), "", "0");
        result.figure(
                "calls in the busiest second",
                after.path("maxPerSecond").path("LIGHT").asInt(),
                "",
                "<= 81");
        result.figure("from the order to the last key", done.seconds(), "s");
        result.figure("the sequential script", script.perSecond(), "/s");
        result.figure("it would take for all of them", users / script.perSecond(), "s");
    }

    private static int of429(JsonNode stats) {
        return stats.path("byStatus").path("429").asInt();
    }

    private static JsonNode stats(Rig rig) {
        try {
            return JSON.readTree(rig.zoom().stats());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addToZoom(Rig rig, int users) {
        rig.zoom()
                .addUsers(
                        IntStream.range(0, users)
                                .mapToObj("{\"email\":\"existing-%d@example.com\"}"::formatted)
                                .collect(Collectors.joining(",", "[", "]")));
    }

    /// One new user a second, made by the identity provider while the backfill runs: how long they
    /// wait for their keys behind it.
    private static final class LiveUsers implements AutoCloseable {

        private final HostKeySubscriber subscriber;
        private final LoadGenerator generator;
        private final Map<String, Long> accepted = new HashMap<>();
        private final Workload create;
        private final Thread thread;
        private volatile boolean enough;

        private LiveUsers(Rig rig) {
            this.subscriber = rig.subscriber();
            this.generator = rig.generator(1);
            this.create =
                    Requests.create(
                            rig.scimToken(),
                            new UserIds(),
                            (id, at) -> {
                                synchronized (accepted) {
                                    accepted.put(new String(id, StandardCharsets.US_ASCII), at);
                                }
                            });
            this.thread = Thread.ofPlatform().name("live-users").start(this::run);
        }

        static LiveUsers begin(Rig rig) {
            return new LiveUsers(rig);
        }

        private void run() {
            while (!enough) {
                // Ends with the answer, however long the time.
                Load _ = generator.closed(create, 1, Duration.ofSeconds(30));
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
        }

        void tell(Result result) {
            stop();
            Map<String, Long> arrivals = subscriber.arrivals();
            boolean _ =
                    ServiceDatabase.await(
                            Duration.ofSeconds(10),
                            () -> arrivals.keySet().containsAll(accepted.keySet()));
            Histogram micros = new Histogram(3);
            accepted.forEach((user, at) ->
                    micros.recordValue(
                            (arrivals.getOrDefault(user, System.nanoTime()) - at) / 1_000));
            String name = "new user meanwhile, request to event";
            result.figure(name + ", p50", micros.getValueAtPercentile(50) / 1e3, "ms");
            result.figure(
                    name + ", slowest", micros.getMaxValue() / 1e3, "ms", "<= 1000 + Zoom's 400");
            result.setting("newUsersMeanwhile", accepted.size());
        }

        private void stop() {
            enough = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            stop();
            generator.close();
            subscriber.close();
        }
    }
}
