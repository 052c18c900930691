package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Samples;
import dev.hostkeysync.common.SamplesFixture;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.zoom.limit.BudgetFixture;
import dev.hostkeysync.zoom.limit.Limits;
import dev.hostkeysync.zoom.limit.RateClass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SyncGaugesTest {

    private final Journey journey =
            new Journey(
                    jdbi -> BudgetFixture.at(jdbi, Limits.perSecond(2), "2026-03-01T10:00:00Z"));
    private final TestClock clock = new TestClock("2026-03-01T10:00:00Z");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Samples samples = SamplesFixture.of(journey.jdbi, clock);
    private final SyncGauges gauges =
            new SyncGauges(
                    new SyncLevels(samples, journey.budget),
                    samples,
                    HostKeyFixture.ledger(clock),
                    metrics);

    private double gauge(String name, String... tags) {
        return metrics.get("hostkeysync_" + name).tags(tags).gauge().value();
    }

    @Test
    void tellsTheStatesOfUsersAndTheAgeOfTheOldestRequestInSeconds() {
        assertThat(gauges).isNotNull();
        String[] states = {"DUE", "WAITING", "WAITING", "IN_DOUBT", "REFUSED", "DONE"};
        for (int i = 0; i < states.length; i++) {
            var user = journey.create("user" + i + "@example.com");
            String state = states[i];
            int age = i * 100;
            journey.jdbi.useHandle(handle ->
                    handle.execute(
                            "UPDATE sync_user SET state = ?, accepted_at = now() - make_interval(secs => ?),"
                                    + " due_at = CASE WHEN ? <> 'DONE' THEN now() END,"
                                    + " in_doubt_since = CASE WHEN ? = 'IN_DOUBT' THEN now() END WHERE user_id = ?",
                            state,
                            age,
                            state,
                            state,
                            user.value()));
        }

        SamplesFixture.look(samples);

        assertThat(gauge("sync_pending", "state", "due")).isEqualTo(1);
        assertThat(gauge("sync_pending", "state", "waiting")).isEqualTo(2);
        assertThat(gauge("sync_pending", "state", "in_doubt")).isEqualTo(1);
        assertThat(gauge("sync_pending", "state", "refused")).isEqualTo(1);
        assertThat(gauge("in_doubt")).isEqualTo(1);
        assertThat(gauge("sync_oldest_seconds")).isBetween(400.0, 430.0);
    }

    @Test
    void tellsThePartOfTheBudgetThatIsUsed() {
        var _ = journey.budget.reserve(RateClass.LIGHT, 30, Duration.ofMinutes(1));

        SamplesFixture.look(samples);

        assertThat(gauge("zoom_budget_used_ratio", "class", "light")).isEqualTo(0.25);
        assertThat(gauge("zoom_budget_used_ratio", "class", "medium")).isZero();
    }

    @Test
    void tellsTheSecondsThatAreLeftOfAHold() {
        journey.budget.hold(
                RateClass.MEDIUM, Duration.ofSeconds(90), "Zoom answered 429: too many calls");

        SamplesFixture.look(samples);

        assertThat(gauge("zoom_held", "class", "medium", "reason", "throttled")).isEqualTo(90);
        assertThat(gauge("zoom_held", "class", "light", "reason", "throttled")).isZero();
    }
}
