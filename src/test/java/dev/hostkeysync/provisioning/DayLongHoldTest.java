package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Samples;
import dev.hostkeysync.common.SamplesFixture;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.limit.BudgetFixture;
import dev.hostkeysync.zoom.limit.Limits;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass;
import dev.hostkeysync.zoom.limit.Reservation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

/// Zoom says that the calls of the day are used up: everything stands still until midnight, says
/// why, and goes on by itself.
class DayLongHoldTest {

    private static final Duration UNTIL_MIDNIGHT = Duration.ofHours(14);

    private final Journey journey =
            new Journey(
                    jdbi -> BudgetFixture.at(jdbi, Limits.perSecond(1000), "2026-03-01T10:00:00Z"));
    private final TestClock clock = new TestClock("2026-03-01T10:00:00Z");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Samples samples = SamplesFixture.of(journey.jdbi, clock);
    private final SyncLevels levels = new SyncLevels(samples, journey.budget);
    private final ZoomBudgetHealth health = new ZoomBudgetHealth(levels, clock);

    private void pass(Duration duration) {
        BudgetFixture.pass(journey.jdbi, duration);
        clock.pass(duration);
    }

    private Reservation reserve() {
        return journey.budget.reserve(
                RateClass.LIGHT, new Priority.Live(), 1, Duration.ofSeconds(1));
    }

    private double held(String reason) {
        return metrics.get("hostkeysync_zoom_held")
                .tag("class", "light")
                .tag("reason", reason)
                .gauge()
                .value();
    }

    private Map<String, Object> data() {
        SamplesFixture.look(samples);
        HealthCheckResponse response = health.call();
        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(response.getName()).isEqualTo("Zoom budget");
        return response.getData().orElseThrow();
    }

    @Test
    void staysReadyAndSaysWhyUntilItGoesOnByItself() {
        SyncGauges gauges = new SyncGauges(levels, samples, HostKeyFixture.ledger(clock), metrics);
        assertThat(gauges).isNotNull();
        assertThat(data()).containsEntry("held", false).containsEntry("unfinishedUsers", 0L);
        UserId user = journey.create("zoe@example.com");
        journey.answer(
                new ZoomOutcome.Throttled(
                        UNTIL_MIDNIGHT, true, "Zoom answered 429: the day's calls are used up"));
        journey.turn();

        pass(Duration.ofSeconds(2));

        assertThat(reserve()).isInstanceOf(Reservation.Held.class);
        assertThat(journey.untilDue(user))
                .isBetween(UNTIL_MIDNIGHT.minusMinutes(1), UNTIL_MIDNIGHT);
        assertThat(data())
                .containsEntry("held", true)
                .containsEntry("state", "zoom_day_used")
                .hasEntrySatisfying(
                        "mend",
                        mend -> assertThat(mend).asString().startsWith("wait, or find the app"))
                .containsKey("meaning")
                .containsEntry("reason", "Zoom answered 429: the day's calls are used up")
                .containsEntry("until", "2026-03-02T00:00:00Z")
                .containsEntry("unfinishedUsers", 1L)
                .containsEntry("waiting", 0L)
                .containsKey("oldestSeconds")
                .doesNotContainKey("medium");
        assertThat(held("zoom_day_used")).isEqualTo(UNTIL_MIDNIGHT.toSeconds() - 2.0);
        assertThat(held("throttled")).isZero();

        pass(UNTIL_MIDNIGHT.minusSeconds(3));
        assertThat(reserve()).isInstanceOf(Reservation.Held.class);
        pass(Duration.ofSeconds(1));

        assertThat(reserve()).isInstanceOf(Reservation.Granted.class);
        journey.makeEverybodyDue();
        journey.turn();
        assertThat(journey.active(user)).isPresent();
        assertThat(journey.zoom.digits).hasSize(2).containsOnly(journey.zoom.digits.getFirst());
        pass(Duration.ofSeconds(1));
        assertThat(data())
                .containsEntry("held", false)
                .containsEntry("unfinishedUsers", 0L)
                .containsEntry("state", "ok")
                .doesNotContainKeys("reason", "until", "mend");
        assertThat(held("zoom_day_used")).isZero();
    }

    @Test
    void namesTheOtherClassesThatAreHeld() {
        journey.budget.hold(RateClass.MEDIUM, Duration.ofMinutes(5), "too many calls");

        assertThat(data())
                .containsEntry("held", false)
                .containsEntry("medium", "held until 2026-03-01T10:05:00Z: too many calls");
    }

    @Test
    void countsWhoIsInDoubtForLong() {
        SyncGauges gauges = new SyncGauges(levels, samples, HostKeyFixture.ledger(clock), metrics);
        assertThat(gauges).isNotNull();
        journey.create("zoe@example.com");
        journey.answer(new ZoomOutcome.Unknown("no answer in time"));
        journey.turn();
        SamplesFixture.look(samples);

        assertThat(metrics.get("hostkeysync_in_doubt").gauge().value()).isEqualTo(1);
        assertThat(metrics.get("hostkeysync_in_doubt_overdue").gauge().value()).isZero();
        journey.jdbi.useHandle(tx ->
                tx.execute("UPDATE sync_user SET in_doubt_since = now() - interval '15 minutes'"));
        pass(Duration.ofSeconds(1));
        SamplesFixture.look(samples);

        assertThat(metrics.get("hostkeysync_in_doubt_overdue").gauge().value()).isEqualTo(1);
    }
}
