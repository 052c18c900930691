package dev.hostkeysync.subscription;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.sealing.Keyset;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.Stopping;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Everything of the package around a database of its own, wired by hand.
final class Desk {

    static final Operator ANN = new Operator("ann", "192.0.2.7");

    private static final Vertx VERTX = Vertx.vertx();

    final TestDatabase database = TestDatabase.fresh();
    final Jdbi jdbi = database.jdbi();
    final TestClock clock = new TestClock("2026-11-22T08:00:00Z");
    final FixedIds ids = new FixedIds();
    final SecretSealer sealer = new SecretSealer(Keyset.parse(HostKeyFixture.newKeyset()));
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Subscriptions subscriptions = new Subscriptions();
    final SubscriptionSecrets secrets = new SubscriptionSecrets(sealer, ids);
    final Deliveries deliveries = new Deliveries();
    final DueDeliveries due = new DueDeliveries();
    final Replays replays = new Replays();
    final DeliveryBell bell = new DeliveryBell();
    final Intake intake = new Intake(jdbi, subscriptions, deliveries, bell);
    final DeliveryLeases leases = new DeliveryLeases(jdbi, subscriptions, secrets, clock);
    final Settlement settlement = new Settlement(jdbi, subscriptions, deliveries, clock, metrics);
    final RetrySchedule schedule = new RetrySchedule(new Random(1));
    final EndpointClient client =
            new EndpointClient(
                    VERTX,
                    new HttpClientOptions(),
                    host -> List.of(InetAddress.getAllByName(host)),
                    AllowedHosts.of(Optional.of("127.0.0.1")),
                    Duration.ofSeconds(2),
                    clock);
    final Courier courier = new Courier(List.of(new StandardWebhook()), client, clock);
    final SubscriptionAdministration administration =
            new SubscriptionAdministration(
                    jdbi,
                    subscriptions,
                    secrets,
                    deliveries,
                    replays,
                    AuditFixture.trail(clock),
                    bell,
                    clock,
                    ids,
                    new SecureRandom());
    private final List<DeliveryLoop> loops = new ArrayList<>();

    record Limits(Optional<String> allowedHosts, Duration timeout, int concurrency)
            implements SubscriptionConfig {}

    /// A webhook subscription to everything.
    SubscriptionAdministration.Made subscribe(URI url) {
        return subscribe(url, Filter.EVERYTHING);
    }

    SubscriptionAdministration.Made subscribe(URI url, Filter filter) {
        return administration.make(
                new SubscriptionBody(
                        Optional.of(url),
                        Optional.empty(),
                        Optional.of(filter.changes()),
                        Optional.of(filter.includeBulk()),
                        Optional.empty()),
                ANN);
    }

    /// Runs the engine until it is closed.
    DeliveryLoop run() {
        DeliveryLoop loop =
                new DeliveryLoop(
                        leases,
                        courier,
                        schedule,
                        settlement,
                        bell,
                        new Limits(Optional.empty(), Duration.ofSeconds(2), 32));
        loop.start();
        loops.add(loop);
        return loop;
    }

    HostKeyNews news(String id, String user, Change change) {
        return news(id, user, change, false, clock.instant());
    }

    static HostKeyNews news(
            String id, String user, Change change, boolean bulk, Instant occurredAt) {
        String data =
                change == Change.FAILED
                        ? "{\"userId\":\"%s\",\"reason\":\"1120\",\"attempts\":3}".formatted(user)
                        : "{\"userId\":\"%s\",\"change\":\"%s\",\"bulk\":%s}"
                                .formatted(user, change.label(), bulk);
        return new HostKeyNews(
                new Event(
                        id,
                        change == Change.FAILED
                                ? "dev.hostkeysync.host-key.failed.v1"
                                : "dev.hostkeysync.host-key.changed.v1",
                        occurredAt,
                        user,
                        data.getBytes(StandardCharsets.UTF_8)),
                change,
                bulk);
    }

    /// Makes everything due, and ends every lease and back-off.
    void hurry() {
        sql(
                "UPDATE subscription_delivery SET due_at = now(), leased_until = '-infinity' WHERE due_at IS NOT NULL");
        sql("UPDATE subscription SET probe_at = '-infinity'");
        bell.ring();
    }

    int sql(String statement, Object... values) {
        return jdbi.withHandle(handle -> handle.execute(statement, values));
    }

    /// What is left: id of the event, attempts, last failure, whether it failed for good.
    List<String> rows(UUID subscription) {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT event_id || ' ' || attempts || ' ' || coalesce(last_failure, '-') || ' '"
                                        + " || CASE WHEN failed_at IS NULL THEN 'waiting' ELSE 'failed' END"
                                        + " FROM subscription_delivery WHERE subscription_id = ? ORDER BY seq",
                                subscription)
                        .mapTo(String.class)
                        .list());
    }

    List<String> trail() {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT actor || ' ' || action || ' ' || source || ' ' || detail FROM audit_entry ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    List<Secret> liveSecrets(UUID subscription) {
        return jdbi.withHandle(handle ->
                secrets.live(handle, List.of(subscription), clock.instant())
                        .getOrDefault(subscription, List.of()));
    }

    double count(String outcome) {
        return metrics.counter("hostkeysync_subscription_deliveries_total", "outcome", outcome)
                .count();
    }

    void close() throws InterruptedException {
        for (DeliveryLoop loop : loops) {
            Stopping.work(loop::stop);
        }
        client.close();
    }
}
