package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.PublicUrlConfig;
import dev.hostkeysync.webhook.Inbox;
import dev.hostkeysync.webhook.WebhookCounter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Puts the parts together from the configuration; none of them knows it.
@ApplicationScoped
class GraphWiring {

    @Produces
    @Singleton
    GraphHttp http(GraphConfig config) {
        return new GraphHttp(List.of(config.loginUrl(), config.apiUrl()), Duration.ofSeconds(3));
    }

    void close(@Disposes GraphHttp http) {
        http.close();
    }

    @Produces
    @Singleton
    GraphApi api(GraphHttp http, GraphConfig config, InstantSource clock) {
        return new GraphApi(http, new GraphToken(http, config, clock), config, clock);
    }

    @Produces
    @Singleton
    Watch watch(Jdbi jdbi, PendingUsers pending, SeenUsers seen, GraphConfig config) {
        return new Watch(jdbi, pending, seen, Watch.tenant(config));
    }

    @Produces
    @Singleton
    UserReview review(
            Jdbi jdbi,
            PendingUsers pending,
            SeenUsers seen,
            GraphApi api,
            Inbox inbox,
            WebhookCounter counter,
            InstantSource clock,
            GraphConfig config) {
        return new UserReview(
                jdbi,
                pending,
                seen,
                new UserLookup(api),
                inbox::take,
                counter,
                clock,
                config.adopt());
    }

    @Produces
    @Singleton
    Subscription subscription(
            GraphApi api,
            Watch watch,
            InstantSource clock,
            GraphConfig config,
            PublicUrlConfig publicUrl) {
        return new Subscription(
                api,
                watch,
                clock,
                publicUrl.base("") + GraphWebhookResource.PATH,
                config.clientStates()
                        .map(states -> ClientStates.parse(states).first().reveal())
                        .orElse(""),
                config.tenantId().orElse("") + config.clientId().orElse("") + config.apiUrl(),
                config.subscriptionLife());
    }

    @Produces
    @Singleton
    DeltaQuery delta(GraphApi api, Watch watch) {
        return new DeltaQuery(api, watch);
    }
}
