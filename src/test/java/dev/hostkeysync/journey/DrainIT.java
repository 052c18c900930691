package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Two replicas, of which one after the other is stopped and started again under load, as a rolling
/// update does. `-Ddrain.stops=100` for more of them; what was measured is in
/// `target/journey/drain.txt`.
class DrainIT {

    private static final int STOPS = Integer.getInteger("drain.stops", 3);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final long SEED = 20_261_122;

    /// What docs/operate.md promises, whatever is under way.
    private static final long ENDS_WITHIN_MILLIS = 25_000;

    /// Shorter than a consumer's session and a user's lease, which nobody must wait for.
    private static final Duration TAKEN_OVER = Duration.ofSeconds(8);

    private final List<Long> stops = new ArrayList<>();
    private final List<Long> takeovers = new ArrayList<>();

    @Test
    void losesNothingWhileReplicasAreStoppedUnderLoad() throws IOException {
        try (Installation installation =
                Installation.of("drain")
                        // Of six digits the same are drawn again after some hundred keys.
                        .with("HOSTKEY_LENGTH", "10")
                        .with(
                                "QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA_CLIENTS_CONSUMER__LEVEL",
                                "WARN")
                        .without("HOSTKEY_SYNC_LEASE")
                        .without("MP_MESSAGING_INCOMING_IDENTITY_LIFECYCLE_SESSION_TIMEOUT_MS")
                        .without("MP_MESSAGING_INCOMING_IDENTITY_LIFECYCLE_HEARTBEAT_INTERVAL_MS")
                        .without("MP_MESSAGING_INCOMING_HOST_KEY_EVENTS_SESSION_TIMEOUT_MS")
                        .without("MP_MESSAGING_INCOMING_HOST_KEY_EVENTS_HEARTBEAT_INTERVAL_MS")) {
            installation
                    .zoom()
                    .misbehave(Rule.always(new Action.DelayRange(0, 200)).method("PATCH"));
            List<ServiceProcess> replicas = List.of(installation.start(), installation.start());
            Client client = installation.client(replicas.get(0), replicas.get(1));
            List<Client> each = replicas.stream().map(one -> installation.client(one)).toList();
            Random random = new Random(SEED);

            Burst burst = new Burst(installation, client, 4, 10, SEED, PAUSE);
            for (int stop = 0; stop < STOPS; stop++) {
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1000)).toNanos());
                stop(replicas.get(stop % 2));
                takeOver(installation, each.get((stop + 1) % 2));
                replicas.get(stop % 2).restart();
            }
            burst.end();

            burst.assertNothingLost();
            burst.assertAnnouncedWithoutGap();
            // Neither a fault, nor a user whose creation was done and not answered.
            assertThat(client.repliesWithoutKey())
                    .extracting(Reply::status)
                    .doesNotContain(409, 500, 502, 504);
            write(client);
        }
    }

    private void stop(ServiceProcess replica) {
        long begin = System.nanoTime();
        replica.terminate();
        stops.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());

        assertThat(stops.getLast()).as("SIGTERM to exit").isLessThan(ENDS_WITHIN_MILLIS);
        // As a shell tells of a process that SIGTERM ended; SIGKILL would be 137.
        assertThat(replica.awaitExit(Duration.ZERO)).isEqualTo(143);
        List<String> lines = replica.output().lines().toList();
        assertThat(lines).anyMatch(line -> line.endsWith("s, nothing is left over"));
        assertThat(lines)
                .filteredOn(line -> line.matches(".* (WARN|ERROR) +\\[d\\.h\\..*"))
                .isEmpty();
        // Who hangs up before the group was told keeps its partitions until its session is over.
        assertThat(lines).filteredOn(line -> line.contains("Close timed out")).isEmpty();
    }

    /// A user who comes right after has a key as soon as the other replica has the partitions.
    private void takeOver(Installation installation, Client other) {
        long begin = System.nanoTime();
        Employee zoe = other.create();
        await("a key by the other replica")
                .atMost(TAKEN_OVER)
                .until(() -> installation.store().settled(zoe.id()));
        takeovers.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    private void write(Client client) throws IOException {
        List<Integer> answers = client.repliesWithoutKey().stream().map(Reply::status).toList();
        String text =
                """
                %d stops under load, %d requests: 503 %d, no answer %d
                SIGTERM to exit: %s
                request to key right after a stop: %s
                """
                        .formatted(
                                STOPS,
                                answers.size(),
                                Collections.frequency(answers, 503),
                                Collections.frequency(answers, 0),
                                spread(stops),
                                spread(takeovers));
        Files.writeString(Path.of("target", "journey", "drain.txt"), text);
        System.out.print(text);
    }

    private static String spread(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return "p50 %d ms, max %d ms".formatted(sorted.get(sorted.size() / 2), sorted.getLast());
    }
}
