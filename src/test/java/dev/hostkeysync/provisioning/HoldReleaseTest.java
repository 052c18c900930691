package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Approving and dropping, step by step.
class HoldReleaseTest {

    private static final int PEOPLE = 120;

    private final Crowd crowd = new Crowd(PEOPLE, TestGuard.of(0, "0"));
    private final Journey journey = crowd.journey;

    private int behind() {
        return journey.jdbi.withHandle(handle -> journey.list.loudBehind(handle, 1000));
    }

    private int inFront() {
        return journey.jdbi.withHandle(handle -> journey.list.due(handle, 1000));
    }

    @Test
    void revokesBehindLiveWork() {
        crowd.deactivate(0, PEOPLE);
        crowd.resolve(HoldState.APPROVED);

        assertThat(journey.release.next()).isZero();

        assertThat(inFront()).isZero();
        assertThat(behind()).isEqualTo(HoldRelease.AT_ONCE);
    }

    @Test
    void addsNobodyWhileEnoughAreOnTheirWay() {
        crowd.deactivate(0, PEOPLE);
        crowd.resolve(HoldState.APPROVED);
        journey.jdbi.useHandle(handle -> {
            int _ =
                    handle.execute(
                            "INSERT INTO sync_user (user_id, state, due_at, batch_share)"
                                    + " SELECT gen_random_uuid(), 'DUE', now(), 1 FROM generate_series(11, ?)",
                            HoldRelease.ON_THE_WAY);
        });

        assertThat(journey.release.next()).isZero();
        assertThat(behind()).isEqualTo(HoldRelease.ON_THE_WAY);
        assertThat(journey.release.next()).isPositive();
        assertThat(behind()).isEqualTo(HoldRelease.ON_THE_WAY);
        assertThat(inFront()).isZero();
    }

    @Test
    void letsALaterEventPutAUserInFront() {
        crowd.deactivate(0, 1);
        crowd.resolve(HoldState.APPROVED);
        journey.release.next();
        assertThat(inFront()).isZero();

        crowd.reactivate(0, 1);

        assertThat(inFront()).isEqualTo(1);
        assertThat(behind()).isZero();
    }

    @Test
    void goesOnAfterAKillWhereItWas() {
        crowd.deactivate(0, PEOPLE);
        crowd.resolve(HoldState.APPROVED);
        journey.release.next();

        // The process is gone before the second turn is committed, and after the first one's work
        // was leased.
        assertThatThrownBy(() ->
                        journey.jdbi.useTransaction(_ -> {
                            var _ = journey.release.next();
                            throw new IllegalStateException("killed");
                        }))
                .hasMessage("killed");
        assertThat(crowd.count(HoldOutcome.REVOKED)).isEqualTo(HoldRelease.AT_ONCE);
        journey.dieBeforeTheCall();
        crowd.settle();

        assertThat(crowd.concealed()).isEqualTo(PEOPLE);
        assertThat(crowd.count(HoldOutcome.REVOKED)).isEqualTo(PEOPLE);
        assertThat(journey.announced())
                .filteredOn(line -> line.equals("revoked 2 user-deactivated"))
                .hasSize(PEOPLE);
    }

    @Test
    void revokesOnceWhenTwoReplicasCarryItOut() {
        crowd.deactivate(0, PEOPLE);
        crowd.resolve(HoldState.APPROVED);

        Runnable replica =
                () -> {
                    for (int i = 0; i < 40; i++) {
                        var _ = journey.release.next();
                    }
                };
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(replica), CompletableFuture.runAsync(replica))
                .join();
        crowd.settle();

        assertThat(crowd.concealed()).isEqualTo(PEOPLE);
        assertThat(journey.announced())
                .filteredOn(line -> line.startsWith("revoked"))
                .hasSize(PEOPLE);
        assertThat(crowd.hold().finishedAt()).isPresent();
    }

    @Test
    void decidesOnceAndKeepsToIt() {
        crowd.deactivate(0, 3);

        Holds.Resolution first = crowd.resolve(HoldState.DROPPED);
        Holds.Resolution again = crowd.resolve(HoldState.DROPPED);
        Holds.Resolution other = crowd.resolve(HoldState.APPROVED);

        assertThat(first.changed()).isTrue();
        assertThat(again.changed()).isFalse();
        assertThat(other.changed()).isFalse();
        assertThat(other.hold().state()).isEqualTo(HoldState.DROPPED);
    }

    @Test
    void beginsTheWindowAnewAfterAnApprovalButNotAfterADrop() {
        Crowd cautious = new Crowd(6, TestGuard.of(1, "0"));
        cautious.deactivate(0, 2);
        cautious.resolve(HoldState.DROPPED);
        cautious.settle();

        cautious.deactivate(2, 3);
        assertThat(cautious.row(2)).isEqualTo("KEY held");
        cautious.resolve(HoldState.APPROVED);
        cautious.deactivate(3, 5);
        cautious.settle();

        assertThat(cautious.row(3)).isEqualTo("CONCEALED");
        assertThat(cautious.row(4)).isEqualTo("KEY held");
        assertThat(cautious.holds())
                .extracting(Hold::state)
                .containsExactly(HoldState.OPEN, HoldState.APPROVED, HoldState.DROPPED);
    }

    @Test
    void forgetsUsersAndKeepsNumbersInTheEnd() {
        crowd.deactivate(0, 3);
        crowd.resolve(HoldState.DROPPED);
        crowd.settle();

        assertThat(journey.release.prune(Duration.ofDays(90))).isFalse();
        assertThat(users()).hasSize(3);
        journey.jdbi.useHandle(handle -> {
            int _ =
                    handle.execute(
                            "UPDATE revocation_hold SET finished_at = now() - interval '91 days'");
        });
        assertThat(journey.release.prune(Duration.ofDays(90))).isFalse();

        assertThat(users()).isEmpty();
        assertThat(crowd.hold().users()).isEqualTo(3);
        assertThat(crowd.count(HoldOutcome.DROPPED)).isEqualTo(3);
        assertThat(crowd.hold().asked())
                .containsExactly(new Hold.Asked("user-deactivated", "scim:test", 3));
    }

    private List<HeldUser> users() {
        return journey.jdbi.withHandle(
                tx -> journey.holds.users(tx, crowd.hold().id(), Optional.empty(), 10));
    }
}
