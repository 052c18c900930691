package dev.hostkeysync.journey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.Plan;
import dev.hostkeysync.zoomsim.RateLabel;
import dev.hostkeysync.zoomsim.SeenRequest;
import dev.hostkeysync.zoomsim.Stats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Three replicas share one part of Zoom's limits: a quarter of a Business account's 80 calls a
/// second.
class BudgetIT {

    private static final int USERS = 100;
    private static final int PER_SECOND = 20;

    /// Calls that a busy machine may hold up on their way, after they were let go in time: half a
    /// second's. Two replicas of three that did not share their pace would send 20 more.
    private static final int STALLED = PER_SECOND / 2;

    @Test
    void threeReplicasTogetherKeepToTheirShare() {
        try (Installation installation = Installation.of("budget").with("ZOOM_PLAN", "business")) {
            installation
                    .with("ZOOM_BUDGET_SHARE", "0.25")
                    .without("ZOOM_BUDGET_OVERRIDE_PER_SECOND")
                    // Nobody is killed here, and on a busy machine a call may well take 3 s.
                    .without("HOSTKEY_SYNC_LEASE");
            installation.zoom().options(o -> o.toBuilder().plan(Plan.BUSINESS).build());
            List<ServiceProcess> replicas = Stream.generate(installation::launch).limit(3).toList();
            replicas.forEach(ServiceProcess::awaitReady);
            List<Client> clients = replicas.stream().map(one -> installation.client(one)).toList();
            Truths truths =
                    new Truths(
                            installation, clients.getFirst(), installation.tail(Topics.HOST_KEYS));

            // Code that runs for the first time may take longer than the gap between two calls.
            List<Employee> first = clients.stream().map(Client::create).toList();
            await("every replica's first key")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            first.stream().allMatch(one -> installation.store().settled(one.id())));

            List<Employee> employees;
            try (var threads = Executors.newFixedThreadPool(10)) {
                employees =
                        IntStream.range(0, USERS)
                                .mapToObj(i ->
                                        CompletableFuture.supplyAsync(
                                                clients.get(i % clients.size())::create, threads))
                                .toList()
                                .stream()
                                .map(CompletableFuture::join)
                                .toList();
            }
            await("every key")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            employees.stream()
                                    .allMatch(one -> installation.store().settled(one.id())));

            for (Employee employee : employees) {
                assertThat(truths.sentToZoom(employee)).hasSize(1);
                truths.awaitAgreement(employee, 1, "issued");
            }
            List<Integer> seconds = callsPerSecond(installation.zoom().requests());
            assertThat(seconds.get(seconds.size() / 2))
                    .as("calls in the middle one of the seconds that begin with a call")
                    .isBetween(PER_SECOND * 3 / 4, PER_SECOND + 1);
            Stats stats = installation.zoom().stats();
            assertThat(requireNonNull(stats.maxPerSecond().get(RateLabel.LIGHT)))
                    .isBetween(PER_SECOND * 3 / 4, PER_SECOND + STALLED);
            assertThat(stats.maxWritesAtOncePerUser()).isEqualTo(1);
        }
    }

    /// How many calls there were in each second that begins with a call and ends before the last
    /// one; fewest first.
    private static List<Integer> callsPerSecond(List<SeenRequest> requests) {
        List<Instant> calls =
                requests.stream()
                        .filter(request -> request.method().equals("PATCH"))
                        .map(SeenRequest::at)
                        .sorted()
                        .toList();
        return calls.stream()
                .filter(start -> start.plusSeconds(1).isBefore(calls.getLast()))
                .map(start -> {
                    Instant end = start.plusSeconds(1);
                    return (int)
                            calls.stream()
                                    .filter(call -> !call.isBefore(start) && call.isBefore(end))
                                    .count();
                })
                .sorted()
                .toList();
    }
}
