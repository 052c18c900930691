package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import dev.hostkeysync.zoomsim.SeenRequest;
import dev.hostkeysync.zoomsim.UserFields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Three replicas give everybody a key, and one or another of them is killed all the time.
class BackfillKillIT {

    private static final int USERS = 1_000;
    private static final int PER_SECOND = 20;
    private static final int KILLS = 20;
    private static final long SEED = 20_261_122;

    @Test
    void losesNothingAndRepeatsNothingThroughTwentyKills() {
        try (Installation installation =
                Installation.of("backfill-kill")
                        .with("ZOOM_BUDGET_OVERRIDE_PER_SECOND", Integer.toString(PER_SECOND))
                        .with("API_TOKENS", Operator.TOKENS)) {
            installation
                    .zoom()
                    .options(options ->
                            options.toBuilder()
                                    .autoCreateUsers(false)
                                    .requestsKept(20_000)
                                    .build());
            for (int user = 0; user < USERS; user++) {
                var _ = installation.zoom().users().add(UserFields.ofEmail(email(user)));
            }
            installation
                    .zoom()
                    .misbehave(Rule.always(new Action.DelayRange(0, 60)).method("PATCH"));
            List<ServiceProcess> replicas = Stream.generate(installation::launch).limit(3).toList();
            replicas.forEach(ServiceProcess::awaitReady);
            TopicTail events = installation.tail(Topics.HOST_KEYS);
            Operator operator = new Operator(installation, replicas);

            String backfill = operator.startBackfill();
            Random random = new Random(SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                // Spread over the whole of it, however fast the machine is.
                int least = USERS * kill / (KILLS + 5);
                await("%d keys".formatted(least))
                        .atMost(Duration.ofMinutes(4))
                        .until(() -> keys(installation) >= least);
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
                assertThat(operator.backfill(backfill).path("state").asText())
                        .as("before kill %d", kill + 1)
                        .isIn("LISTING", "RUNNING");
                ServiceProcess victim = replicas.get(random.nextInt(replicas.size()));
                victim.kill();
                victim.relaunch();
            }
            await("the end of the backfill")
                    .atMost(Duration.ofMinutes(4))
                    .until(() -> operator.backfill(backfill).path("state").asText().equals("DONE"));

            assertThat(operator.backfill(backfill).path("done").asInt()).isEqualTo(USERS);
            Map<String, HostKeyDigits> stored = installation.store().activeByEmail();
            assertThat(stored).hasSize(USERS).isEqualTo(atZoom(installation));
            assertThat(keysSent(installation).values())
                    .as("different keys sent for one user")
                    .allSatisfy(keys -> assertThat(keys).hasSize(1));
            assertThat(versions(installation)).as("users with a second version").isZero();
            await("every event")
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(issuedByUser(events)).hasSize(USERS));
            assertThat(issuedByUser(events).values())
                    .as("logical events of one user")
                    .allSatisfy(ids -> assertThat(ids).hasSize(1));
        }
    }

    private static String email(int user) {
        return "existing-%d@example.com".formatted(user);
    }

    private static Map<String, HostKeyDigits> atZoom(Installation installation) {
        Map<String, HostKeyDigits> keys = new TreeMap<>();
        for (int user = 0; user < USERS; user++) {
            keys.put(
                    email(user),
                    HostKeyDigits.of(installation.zoom().hostKeyOf(email(user)).orElseThrow()));
        }
        return keys;
    }

    /// By the path of the user.
    private static Map<String, Set<HostKeyDigits>> keysSent(Installation installation) {
        return installation.zoom().requests().stream()
                .filter(request -> request.method().equals("PATCH"))
                .filter(request -> request.hostKey() != null)
                .collect(
                        Collectors.groupingBy(
                                SeenRequest::path,
                                Collectors.mapping(
                                        request ->
                                                HostKeyDigits.of(
                                                        Objects.requireNonNull(request.hostKey())),
                                        Collectors.toSet())));
    }

    /// How many are set, which the backfill itself counts only while the replica it is leased to
    /// lives.
    private static long keys(Installation installation) {
        return installation.store().count("host_key WHERE state = 'ACTIVE'");
    }

    private static long versions(Installation installation) {
        return installation
                .store()
                .jdbi()
                .withHandle(handle ->
                        handle.select("SELECT count(*) FROM host_key WHERE version > 1")
                                .mapTo(Long.class)
                                .one());
    }

    /// The ids of the events that say `issued`, each of which must say that it is bulk.
    private static Map<String, Set<String>> issuedByUser(TopicTail events) {
        return events.records().stream()
                .peek(record -> {
                    var data = Reply.json(record.value());
                    assertThat(data.path("change").asText()).isEqualTo("issued");
                    assertThat(data.path("bulk").asBoolean()).isTrue();
                })
                .collect(
                        Collectors.groupingBy(
                                Received::key,
                                Collectors.mapping(Received::id, Collectors.toSet())));
    }
}
