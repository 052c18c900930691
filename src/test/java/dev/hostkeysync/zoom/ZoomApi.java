package dev.hostkeysync.zoom;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.tracing.Spans;
import dev.hostkeysync.zoom.auth.AccessTokens;
import dev.hostkeysync.zoom.http.HttpSender;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass;
import dev.hostkeysync.zoomsim.Plan;
import dev.hostkeysync.zoomsim.SimulatorOptions;
import dev.hostkeysync.zoomsim.SimulatorOptionsBuilder;
import dev.hostkeysync.zoomsim.ZoomSimulator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Users and account settings as they are wired, against the strict simulator.
final class ZoomApi implements AutoCloseable {

    final ZoomSimulator zoom =
            ZoomSimulator.start(0, SimulatorOptions.builder().plan(Plan.UNLIMITED).build());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ZoomSightings sightings = new ZoomSightings(Instant::now);
    private final HttpSender http =
            new HttpSender(Duration.ofSeconds(3), Duration.ofSeconds(10), sightings::saw);
    final List<String> paced = new ArrayList<>();
    boolean mayCall = true;
    boolean hasDay;
    final ZoomUsers users;
    final ZoomMeetings meetings;
    final ZoomAccount account;

    ZoomApi() {
        TestZoomConfig there = TestZoomConfig.at(zoom.apiUrl());
        TestZoomConfig config =
                new TestZoomConfig(
                        "sim-account",
                        "sim-client",
                        Secret.of("sim-secret"),
                        there.oauthUrl(),
                        there.apiUrl(),
                        there.plan(),
                        there.budgetShare(),
                        there.budgetOverridePerSecond(),
                        there.requestTimeout(),
                        there.connectTimeout());
        ZoomMetrics metrics = new ZoomMetrics(meters);
        AccessTokens tokens = new ZoomWiring().tokens(config, http, Instant::now, metrics);
        PacedCalls calls =
                new PacedCalls(
                        new ZoomCalls(config, http, tokens, Instant::now, metrics, Spans.none()),
                        new PacedCalls.Pacer() {
                            @Override
                            public boolean await(RateClass rateClass, Priority priority) {
                                paced.add(rateClass + " " + priority);
                                return mayCall;
                            }

                            @Override
                            public void hold(RateClass rateClass, Duration time, String reason) {
                                paced.add(rateClass + " held " + time + ": " + reason);
                            }

                            @Override
                            public boolean hasDay(RateClass rateClass) {
                                return hasDay;
                            }
                        },
                        metrics);
        users = new ZoomUsersOverRest(calls);
        meetings = new ZoomMeetingsOverRest(calls);
        account = new ZoomAccountOverRest(calls, tokens);
    }

    @Override
    public void close() {
        http.close();
        zoom.close();
    }

    void set(UnaryOperator<SimulatorOptionsBuilder> change) {
        zoom.options(now -> change.apply(now.toBuilder()).build());
    }

    List<String> calls() {
        return zoom.requests().stream()
                .filter(request -> !request.path().startsWith("/oauth"))
                .map(request -> request.method() + " " + request.path() + " " + request.body())
                .map(String::strip)
                .toList();
    }

    Map<String, Double> counted() {
        return meters.find("hostkeysync.zoom.requests").counters().stream()
                .filter(counter -> counter.count() > 0)
                .collect(
                        Collectors.toMap(
                                counter ->
                                        counter.getId().getTag("operation")
                                                + " "
                                                + counter.getId().getTag("outcome"),
                                Counter::count));
    }
}
