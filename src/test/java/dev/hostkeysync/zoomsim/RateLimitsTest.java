package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {

    private final SteppedClock clock = new SteppedClock();

    @ParameterizedTest
    @CsvSource({
        "FREE,LIGHT,4",
        "FREE,MEDIUM,2",
        "PRO,LIGHT,30",
        "PRO,MEDIUM,20",
        "BUSINESS,LIGHT,80",
        "BUSINESS,MEDIUM,60"
    })
    void admitsThePlansNumberInAnySecond(Plan plan, RateLabel label, int limit) {
        RateLimits limits = limits(plan, RateWindow.SLIDING);

        assertThat(admitted(limits, label, limit + 5)).isEqualTo(limit);
        clock.step(Duration.ofNanos(999_999_000));
        assertThat(admitted(limits, label, 1)).isZero();
        clock.step(Duration.ofNanos(1_000));
        assertThat(admitted(limits, label, limit + 5)).isEqualTo(limit);
    }

    @Test
    void beginsAnewWithEachSecondOfTheClockWhereToldTo() {
        RateLimits limits = limits(Plan.PRO, RateWindow.CALENDAR);

        assertThat(admitted(limits, RateLabel.LIGHT, 40)).isEqualTo(30);
        clock.step(Duration.ofMillis(749));
        assertThat(admitted(limits, RateLabel.LIGHT, 40)).isZero();
        clock.step(Duration.ofMillis(1));
        assertThat(admitted(limits, RateLabel.LIGHT, 40)).isEqualTo(30);
    }

    @Test
    void countsEachLabelByItself() {
        RateLimits limits = limits(Plan.PRO, RateWindow.SLIDING);

        assertThat(admitted(limits, RateLabel.LIGHT, 40)).isEqualTo(30);
        assertThat(admitted(limits, RateLabel.MEDIUM, 40)).isEqualTo(20);
    }

    @Test
    void endsTheDayOfAFreeAccountUntilMidnight() {
        RateLimits limits = limits(Plan.FREE, RateWindow.SLIDING);
        for (int i = 0; i < 500; i++) {
            assertThat(admitted(limits, RateLabel.MEDIUM, 4)).isEqualTo(2);
            clock.step(Duration.ofSeconds(1));
            assertThat(admitted(limits, RateLabel.MEDIUM, 2)).isEqualTo(2);
            clock.step(Duration.ofSeconds(1));
        }

        Optional<Answer> refusal = limits.refuse(RateLabel.MEDIUM);

        assertThat(refusal.orElseThrow().headers())
                .containsEntry("x-ratelimit-type", "Daily-limit")
                .containsEntry("x-ratelimit-limit", "2000")
                .containsEntry("Retry-After", "2026-01-02T00:00:00Z");
        clock.step(Duration.ofHours(12));
        assertThat(limits.refuse(RateLabel.MEDIUM)).isEmpty();
    }

    @Test
    void neverThrottlesWithoutAPlan() {
        RateLimits limits = limits(Plan.UNLIMITED, RateWindow.SLIDING);

        assertThat(admitted(limits, RateLabel.LIGHT, 10_000)).isEqualTo(10_000);
    }

    @Test
    void tellsTheLimitInHeadersAndBody() throws Exception {
        try (ZoomSimulator simulator =
                ZoomSimulator.start(0, SimulatorOptions.builder().plan(Plan.FREE).build(), clock)) {
            SimulatorClient client = new SimulatorClient(simulator);
            String token = client.token();
            for (int i = 0; i < 2; i++) {
                assertThat(client.get(token, "/v2/users").statusCode()).isEqualTo(200);
            }

            HttpResponse<String> answer = client.get(token, "/v2/users");

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("x-ratelimit-category")).contains("Medium");
            assertThat(answer.headers().firstValue("x-ratelimit-type")).contains("QPS");
            assertThat(answer.headers().firstValue("x-ratelimit-limit")).contains("2");
            assertThat(answer.headers().firstValue("x-ratelimit-remaining")).contains("0");
            assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
            assertThat(SimulatorClient.json(answer).get("code").asInt()).isEqualTo(429);
            assertThat(simulator.stats().maxPerSecond()).containsEntry(RateLabel.MEDIUM, 3);
        }
    }

    private RateLimits limits(Plan plan, RateWindow window) {
        SimulatorOptions options = SimulatorOptions.builder().plan(plan).window(window).build();
        return new RateLimits(() -> options, clock);
    }

    private static int admitted(RateLimits limits, RateLabel label, int calls) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += limits.refuse(label).isEmpty() ? 1 : 0;
        }
        return admitted;
    }
}
