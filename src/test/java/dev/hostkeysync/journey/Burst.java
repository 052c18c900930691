package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.TopicTail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Several providers at once, and what must be true after them whatever happened meanwhile.
final class Burst {

    private static final Duration SOON = Duration.ofSeconds(90);

    private final Installation installation;
    private final Truths truths;
    private final TopicTail deadLetters;
    private final AtomicBoolean goOn = new AtomicBoolean(true);
    private final List<Provider> providers;
    private final CompletableFuture<?> work;

    /// Starts it, as fast as a few providers ask.
    Burst(Installation installation, Client client, int providers, int usersEach, long seed) {
        this(installation, client, providers, usersEach, seed, Duration.ofMillis(25));
    }

    /// @param pause of each between its requests
    Burst(
            Installation installation,
            Client client,
            int providers,
            int usersEach,
            long seed,
            Duration pause) {
        this.installation = installation;
        this.truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        this.deadLetters = installation.tail(Topics.DEAD_LETTERS);
        this.providers =
                IntStream.range(0, providers)
                        .mapToObj(i -> new Provider(client, usersEach, seed + i, pause, goOn::get))
                        .toList();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        this.work =
                CompletableFuture.allOf(
                        this.providers.stream()
                                .map(one -> CompletableFuture.runAsync(one, threads))
                                .toArray(CompletableFuture[]::new));
    }

    /// Lets the providers come to their end, and everything to rest.
    void end() {
        goOn.set(false);
        assertThat(work).succeedsWithin(SOON);
        await("every key to be set and announced")
                .atMost(SOON)
                .until(() ->
                        employees().stream()
                                .allMatch(one -> installation.store().settled(one.id())));
    }

    void assertNothingLost() {
        providers.forEach(Provider::assertKept);
        assertThat(deadLetters.records()).isEmpty();
        assertThat(installation.store().count("dead_letter")).as("dead letters").isZero();
        for (Employee employee : employees()) {
            truths.awaitAgreement(employee);
            assertThat(versionsAnnounced(employee))
                    .isEqualTo(installation.store().activated(employee.id()));
            assertThat(runs(truths.sentToZoom(employee))).doesNotHaveDuplicates();
        }
    }

    /// What was announced of them, from the first on without a gap.
    void assertAnnouncedWithoutGap() {
        for (Employee employee : employees()) {
            List<Long> versions = versionsAnnounced(employee);
            assertThat(versions)
                    .isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList());
        }
    }

    /// How often the same request had to be sent again, at most, until it had an answer that is no
    /// fault of the service's.
    int mostRepetitions() {
        return providers.stream().mapToInt(Provider::mostRepetitions).max().orElseThrow();
    }

    List<Employee> employees() {
        return providers.stream().flatMap(provider -> provider.employees().stream()).toList();
    }

    /// In the order of their first arrival, each event once.
    private List<Long> versionsAnnounced(Employee employee) {
        Map<String, Long> versions = new LinkedHashMap<>();
        for (Received event : truths.eventsOf(employee)) {
            long version = Reply.json(event.value()).path("version").asLong();
            Long before = versions.putIfAbsent(event.id(), version);
            assertThat(before == null ? version : before).isEqualTo(version);
        }
        return List.copyOf(versions.values());
    }

    /// Neighbours that are the same taken for one: the same digits may be sent many times in a row,
    /// but never again after others.
    private static List<HostKeyDigits> runs(List<HostKeyDigits> sent) {
        List<HostKeyDigits> runs = new ArrayList<>();
        for (HostKeyDigits digits : sent) {
            if (runs.isEmpty() || !runs.getLast().equals(digits)) {
                runs.add(digits);
            }
        }
        return runs;
    }
}
