package dev.hostkeysync.subscription;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// The engine's parts that are plain objects.
@Dependent
class DeliveryWiring {

    @Produces
    @Singleton
    AllowedHosts allowedHosts(SubscriptionConfig config) {
        return AllowedHosts.of(config.allowedHosts());
    }

    @Produces
    @Singleton
    EndpointClient client(
            Vertx vertx, AllowedHosts allowed, SubscriptionConfig config, InstantSource clock) {
        return new EndpointClient(
                vertx,
                new HttpClientOptions(),
                host -> List.of(InetAddress.getAllByName(host)),
                allowed,
                config.timeout(),
                clock);
    }

    @Produces
    @Singleton
    RetrySchedule schedule(RandomGenerator random) {
        return new RetrySchedule(random);
    }

    void close(@Disposes EndpointClient client) {
        client.close();
    }
}
