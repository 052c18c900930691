package dev.hostkeysync.subscription;

import dev.hostkeysync.testing.Stopping;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;

/// The engine with an encoder of another package's.
public final class Engine implements AutoCloseable {

    private static final Vertx VERTX = Vertx.vertx();

    private record Limits(Optional<String> allowedHosts, Duration timeout, int concurrency)
            implements SubscriptionConfig {}

    private final EndpointClient client;
    private final DeliveryLoop loop;

    private Engine(EndpointClient client, DeliveryLoop loop) {
        this.client = client;
        this.loop = loop;
    }

    public static Engine run(
            Jdbi jdbi,
            SubscriptionSecrets secrets,
            Encoder encoder,
            DeliveryBell bell,
            InstantSource clock,
            MeterRegistry metrics) {
        Subscriptions subscriptions = new Subscriptions();
        Deliveries deliveries = new Deliveries();
        EndpointClient client =
                new EndpointClient(
                        VERTX,
                        new HttpClientOptions(),
                        host -> List.of(InetAddress.getAllByName(host)),
                        AllowedHosts.of(Optional.of("127.0.0.1")),
                        Duration.ofSeconds(5),
                        clock);
        DeliveryLoop loop =
                new DeliveryLoop(
                        new DeliveryLeases(jdbi, subscriptions, secrets, clock),
                        new Courier(List.of(encoder), client, clock),
                        new RetrySchedule(new Random(1)),
                        new Settlement(jdbi, subscriptions, deliveries, clock, metrics),
                        bell,
                        new Limits(Optional.empty(), Duration.ofSeconds(5), 8));
        loop.start();
        return new Engine(client, loop);
    }

    @Override
    public void close() {
        try {
            Stopping.work(loop::stop);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
