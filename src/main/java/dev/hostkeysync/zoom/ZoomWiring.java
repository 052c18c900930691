package dev.hostkeysync.zoom;

import dev.hostkeysync.zoom.auth.Access;
import dev.hostkeysync.zoom.auth.AccessTokens;
import dev.hostkeysync.zoom.auth.TokenEndpoint;
import dev.hostkeysync.zoom.http.HttpSender;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.Limits;
import dev.hostkeysync.zoom.limit.Pace;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Puts the parts together from the configuration; none of them knows it.
@ApplicationScoped
class ZoomWiring {

    @Produces
    @Singleton
    HttpSender http(ZoomConfig config, ZoomSightings sightings) {
        return new HttpSender(config.connectTimeout(), config.requestTimeout(), sightings::saw);
    }

    void close(@Disposes HttpSender http) {
        http.close();
    }

    @Produces
    @Singleton
    AccessTokens tokens(
            ZoomConfig config, HttpSender http, InstantSource clock, ZoomMetrics metrics) {
        TokenEndpoint endpoint =
                new TokenEndpoint(
                        http,
                        config.oauthUrl(),
                        config.accountId(),
                        config.clientId(),
                        config.clientSecret());
        return new AccessTokens(
                () -> {
                    Access access = endpoint.fetch();
                    metrics.token(access);
                    return access;
                },
                clock,
                fetch -> Thread.ofVirtual().name("zoom-token").start(fetch));
    }

    @Produces
    @Singleton
    Budget budget(Jdbi jdbi, Limits limits) {
        return new Budget(jdbi, limits, System::nanoTime);
    }

    @Produces
    @Singleton
    Pace pace(Budget budget) {
        return new Pace(budget);
    }

    @Produces
    @Singleton
    PacedCalls.Pacer pacer(Pace pace, Budget budget, Limits limits) {
        return new PacedCalls.Pacer() {
            @Override
            public boolean await(RateClass rateClass, Priority priority) {
                return pace.await(rateClass, priority);
            }

            @Override
            public void hold(RateClass rateClass, Duration time, String reason) {
                budget.hold(rateClass, time, reason);
            }

            @Override
            public boolean hasDay(RateClass rateClass) {
                return limits.allowance(rateClass, new Priority.Live()).perDay().isPresent();
            }
        };
    }

    @Produces
    @Singleton
    static Limits limits(ZoomConfig config) {
        return config.budgetOverridePerSecond().isPresent()
                ? Limits.perSecond(config.budgetOverridePerSecond().getAsInt())
                : Limits.of(config.plan(), config.budgetShare());
    }
}
