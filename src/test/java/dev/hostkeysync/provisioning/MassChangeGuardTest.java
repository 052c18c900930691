package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Samples;
import dev.hostkeysync.common.SamplesFixture;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.testing.CapturedLogs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What passes, what is held, and what is told of it.
class MassChangeGuardTest {

    @Test
    void letsTheFirstPassAndHoldsTheRest() {
        Crowd crowd = new Crowd(60, TestGuard.DEFAULT);

        crowd.deactivate(0, 60);
        crowd.push();

        assertThat(crowd.concealed()).isEqualTo(20);
        assertThat(crowd.isConcealed(19)).isTrue();
        assertThat(crowd.isConcealed(20)).isFalse();
        assertThat(crowd.row(20)).isEqualTo("KEY held");
        Hold hold = crowd.hold();
        assertThat(hold.state()).isEqualTo(HoldState.OPEN);
        assertThat(hold.users()).isEqualTo(40);
        assertThat(hold.outcomes()).containsEntry(HoldOutcome.HELD, 40L);
        assertThat(hold.asked())
                .containsExactly(new Hold.Asked("user-deactivated", "scim:test", 40));
        assertThat(hold.passed())
                .isEqualTo(
                        new Hold.Passed(
                                20, BigDecimal.valueOf(5), Duration.ofMinutes(10), 60, 20, 20));
        assertThat(crowd.journey.announced())
                .filteredOn(line -> line.startsWith("revoked"))
                .hasSize(20);
    }

    @ParameterizedTest
    @CsvSource({"5, 10, 60, 6", "7, 10, 60, 7", "0, 0, 5, 0", "2, 5, 10, 2", "0, 100, 9, 9"})
    void countsAndPercentsTogether(int count, String percent, int people, long concealed) {
        Crowd crowd = new Crowd(people, TestGuard.of(count, percent));

        for (int i = 0; i < people; i++) {
            crowd.deactivate(i, i + 1);
        }
        crowd.push();

        assertThat(crowd.concealed()).isEqualTo(concealed);
        assertThat(crowd.holds()).hasSize(concealed == people ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"PT9M59S, 3", "PT10M2S, 6"})
    void forgetsWhatPassedBeforeTheWindow(Duration pause, long concealed) {
        Crowd crowd = new Crowd(6, TestGuard.of(3, "0"));

        crowd.deactivate(0, 3);
        crowd.pass(pause);
        crowd.deactivate(3, 6);
        crowd.push();

        assertThat(crowd.concealed()).isEqualTo(concealed);
    }

    @Test
    void keepsHoldingWhileAHoldIsOpenHoweverSlowlyTheyCome() {
        Crowd crowd = new Crowd(6, TestGuard.of(2, "0"));

        crowd.deactivate(0, 3);
        crowd.pass(Duration.ofDays(1));
        crowd.deactivate(3, 6);
        crowd.push();

        assertThat(crowd.concealed()).isEqualTo(2);
        assertThat(crowd.holds()).hasSize(1);
        assertThat(crowd.hold().users()).isEqualTo(4);
    }

    @Test
    void countsReplicasTogether() {
        Crowd crowd = new Crowd(60, TestGuard.DEFAULT);
        List<List<LifecycleEvent>> batches = new ArrayList<>();
        for (int i = 0; i < 60; i += 3) {
            batches.add(crowd.switched(false, i, i + 3));
        }

        CompletableFuture<?>[] replicas = new CompletableFuture<?>[4];
        for (int replica = 0; replica < replicas.length; replica++) {
            int first = replica;
            replicas[replica] =
                    CompletableFuture.runAsync(() -> {
                        for (int i = first; i < batches.size(); i += replicas.length) {
                            crowd.journey.consume(batches.get(i));
                        }
                    });
        }
        CompletableFuture.allOf(replicas).join();
        crowd.push();

        assertThat(crowd.concealed()).isEqualTo(20);
        assertThat(crowd.holds()).hasSize(1);
        assertThat(crowd.hold().users()).isEqualTo(40);
    }

    @Test
    void countsRemovalsAndOrdersAlike() {
        Crowd crowd = new Crowd(5, TestGuard.of(2, "0"));

        crowd.deactivate(0, 1);
        crowd.journey.remove(crowd.users.get(1));
        crowd.journey.remove(crowd.users.get(2));
        Map<UserId, Marked> marked =
                crowd.journey.jdbi.inTransaction(tx ->
                        crowd.journey.marks.mark(
                                tx,
                                crowd.users.subList(3, 5),
                                Order.CONCEAL,
                                "operator",
                                Lane.LIVE));

        assertThat(marked.values()).containsOnly(Marked.HELD);
        assertThat(crowd.hold().asked())
                .containsExactly(
                        new Hold.Asked("operator", "hostkey-sync", 2),
                        new Hold.Asked("user-removed", "scim:test", 1));
        assertThat(crowd.held(2).order()).isEqualTo(Order.REVOKE);
        assertThat(crowd.held(3).order()).isEqualTo(Order.CONCEAL);
    }

    @Test
    void doesNotCountWhoHasNoKeyToLose() {
        Crowd crowd = new Crowd(4, TestGuard.of(2, "0"));

        crowd.deactivate(0, 2);
        crowd.journey.remove(crowd.users.get(0));
        crowd.journey.remove(crowd.users.get(1));
        crowd.push();

        assertThat(crowd.holds()).isEmpty();
        assertThat(crowd.row(0)).isEqualTo("GONE");
    }

    @Test
    void holdsNothingWhenItIsOff() {
        Crowd crowd = new Crowd(30, TestGuard.OFF);

        crowd.deactivate(0, 30);
        crowd.push();

        assertThat(crowd.concealed()).isEqualTo(30);
        assertThat(crowd.holds()).isEmpty();
    }

    @Test
    void holdsAPolicyThatWouldSwitchOffEverybody() {
        Crowd crowd = new Crowd(30, TestGuard.DEFAULT);
        List<LifecycleEvent> events = new ArrayList<>();

        crowd.journey.directory.eligibleGroups("Nobody is in this one");
        events.addAll(Outboxed.lifecycleEvents(crowd.journey.jdbi));
        crowd.journey.consume(events);
        crowd.push();

        assertThat(crowd.concealed()).isEqualTo(20);
        assertThat(crowd.hold().asked())
                .containsExactly(new Hold.Asked("user-deactivated", "policy:eligible-groups", 10));

        crowd.journey.directory.eligibleGroups("");
        crowd.journey.consume(Outboxed.lifecycleEvents(crowd.journey.jdbi));
        crowd.push();
        assertThat(crowd.concealed()).isZero();
        assertThat(crowd.count(HoldOutcome.REINSTATED)).isEqualTo(10);
    }

    @Test
    void saysSoOnceAndWhenItHasDoubled() {
        Crowd crowd = new Crowd(12, TestGuard.of(1, "0"));

        String text;
        try (CapturedLogs logs = CapturedLogs.everything()) {
            for (int i = 0; i < 12; i++) {
                crowd.deactivate(i, i + 1);
            }
            text = logs.text();
        }

        List<String> told = text.lines().filter(line -> line.startsWith("WARN")).toList();
        assertThat(told).hasSize(4);
        assertThat(told.getFirst())
                .contains("/api/v1/holds/", "…/approve", "…/drop", "user-deactivated by scim:test");
        assertThat(told).noneMatch(line -> line.contains("@"));
    }

    @Test
    void showsWhatIsHeld() {
        Crowd crowd = new Crowd(3, TestGuard.of(1, "0"));
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Samples samples = SamplesFixture.of(crowd.journey.jdbi, InstantSource.fixed(Journey.NOW));
        HoldGauges _ = new HoldGauges(samples, metrics);
        crowd.deactivate(0, 3);
        crowd.journey.jdbi.useHandle(handle -> {
            int _ =
                    handle.execute(
                            "UPDATE revocation_hold SET opened_at = now() - interval '1 hour'");
        });
        SamplesFixture.look(samples);

        assertThat(metrics.get("hostkeysync_held_revocations").gauge().value()).isEqualTo(2);
        assertThat(metrics.get("hostkeysync_hold_open_seconds").gauge().value())
                .isBetween(3600.0, 3700.0);
    }

    @Test
    void takesAnEventThatIsHeldOnce() {
        Crowd crowd = new Crowd(2, TestGuard.of(0, "0"));
        List<LifecycleEvent> events = crowd.switched(false, 0, 2);

        crowd.journey.consume(events);
        crowd.journey.consume(events);

        assertThat(crowd.hold().users()).isEqualTo(2);
        boolean taken =
                crowd.journey.jdbi.withHandle(handle ->
                        handle.select(
                                        "SELECT s.applied_version = d.version FROM sync_user s"
                                                + " JOIN directory_user d ON d.id = s.user_id WHERE s.user_id = ?",
                                        crowd.users.get(0).value())
                                .mapTo(Boolean.class)
                                .one());
        assertThat(taken).isTrue();
    }

    @Test
    void judgesABatchByItsEnd() {
        Crowd crowd = new Crowd(3, TestGuard.of(0, "0"));
        List<LifecycleEvent> batch = new ArrayList<>(crowd.switched(false, 0, 3));
        batch.addAll(crowd.switched(true, 0, 1));
        batch.addAll(
                crowd.journey.directory.changed(
                        new UserChange.Remove(crowd.users.get(1), OptionalLong.empty())));

        crowd.journey.consume(batch);

        assertThat(crowd.row(0)).isEqualTo("KEY");
        assertThat(crowd.hold().users()).isEqualTo(2);
        assertThat(crowd.held(1).order()).isEqualTo(Order.REVOKE);
        assertThat(crowd.held(1).cause()).isEqualTo("user-removed");
        assertThat(crowd.held(2).order()).isEqualTo(Order.CONCEAL);
    }
}
