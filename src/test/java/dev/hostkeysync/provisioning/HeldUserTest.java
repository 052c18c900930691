package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What may happen to a user between being held and the decision. All of them are in one hold.
class HeldUserTest {

    private final Crowd crowd = new Crowd(4, TestGuard.of(0, "0"));
    private final Journey journey = crowd.journey;
    private final UserId zoe = crowd.users.getFirst();

    private Marked mark(Order order) {
        return journey.jdbi
                .inTransaction(
                        tx -> journey.marks.mark(tx, List.of(zoe), order, "operator", Lane.LIVE))
                .getOrDefault(zoe, Marked.UNKNOWN);
    }

    @Test
    void losesTheKeyWhenTheHoldIsApproved() {
        crowd.deactivate(0, 4);

        crowd.resolve(HoldState.APPROVED);
        crowd.settle();

        assertThat(crowd.concealed()).isEqualTo(4);
        assertThat(crowd.row(0)).isEqualTo("CONCEALED");
        assertThat(journey.announced()).contains("revoked 2 user-deactivated");
        assertThat(crowd.hold().finishedAt()).isPresent();
        assertThat(crowd.hold().resolvedBy()).contains("ann");
        assertThat(crowd.count(HoldOutcome.REVOKED)).isEqualTo(4);
        assertThat(crowd.count(HoldOutcome.HELD)).isZero();
    }

    @Test
    void keepsTheKeyWhenTheHoldIsDropped() {
        String digits = journey.activeDigits(zoe);
        crowd.deactivate(0, 4);

        crowd.resolve(HoldState.DROPPED);
        crowd.settle();

        assertThat(crowd.concealed()).isZero();
        assertThat(journey.activeDigits(zoe)).isEqualTo(digits);
        assertThat(crowd.row(0)).isEqualTo("KEY");
        assertThat(crowd.count(HoldOutcome.DROPPED)).isEqualTo(4);
        assertThat(journey.announced()).noneMatch(line -> line.startsWith("revoked"));
    }

    @Test
    void mayBeAskedForAgainAfterADrop() {
        crowd.deactivate(0, 4);
        crowd.resolve(HoldState.DROPPED);
        crowd.settle();

        journey.remove(zoe);

        assertThat(crowd.holds()).hasSize(2);
        assertThat(crowd.row(0)).isEqualTo("KEY held");
        assertThat(crowd.held(0).order()).isEqualTo(Order.REVOKE);
        crowd.resolve(HoldState.APPROVED);
        crowd.settle();
        assertThat(crowd.isConcealed(0)).isTrue();
    }

    @Test
    void changesHoldsWhenTheDropHasNotReachedThemYet() {
        crowd.deactivate(0, 4);
        crowd.resolve(HoldState.DROPPED);

        journey.remove(zoe);
        crowd.settle();

        assertThat(crowd.row(0)).isEqualTo("KEY held");
        assertThat(crowd.row(1)).isEqualTo("KEY");
        assertThat(crowd.hold().state()).isEqualTo(HoldState.OPEN);
        assertThat(crowd.hold().users()).isEqualTo(1);
        assertThat(crowd.holds().getLast().outcomes()).containsEntry(HoldOutcome.DROPPED, 4L);
    }

    @Test
    void leavesTheHoldWhenReactivated() {
        String digits = journey.activeDigits(zoe);
        crowd.deactivate(0, 4);

        crowd.reactivate(0, 1);
        crowd.resolve(HoldState.APPROVED);
        crowd.settle();

        assertThat(journey.activeDigits(zoe)).isEqualTo(digits);
        assertThat(crowd.row(0)).isEqualTo("KEY");
        assertThat(crowd.concealed()).isEqualTo(3);
        assertThat(crowd.count(HoldOutcome.REINSTATED)).isEqualTo(1);
        assertThat(crowd.count(HoldOutcome.REVOKED)).isEqualTo(3);
    }

    @Test
    void leavesTheHoldWhenReactivatedBeforeTheReleaseReachesThem() {
        String digits = journey.activeDigits(zoe);
        crowd.deactivate(0, 4);
        crowd.resolve(HoldState.APPROVED);

        crowd.reactivate(0, 1);
        crowd.settle();

        assertThat(journey.activeDigits(zoe)).isEqualTo(digits);
        assertThat(crowd.concealed()).isEqualTo(3);
    }

    @Test
    void comesBackIntoTheHoldWhenDeactivatedAgain() {
        crowd.deactivate(0, 4);
        crowd.reactivate(0, 1);
        crowd.deactivate(0, 1);

        assertThat(crowd.row(0)).isEqualTo("KEY held");
        assertThat(crowd.hold().users()).isEqualTo(4);
        assertThat(crowd.count(HoldOutcome.HELD)).isEqualTo(4);
    }

    @Test
    void endsTheHoldWhenEverybodyHasLeftIt() {
        crowd.deactivate(0, 4);
        journey.release.clear();
        assertThat(crowd.hold().state()).isEqualTo(HoldState.OPEN);

        crowd.reactivate(0, 4);
        journey.release.clear();

        assertThat(crowd.hold().state()).isEqualTo(HoldState.CLEARED);
        assertThat(crowd.hold().resolvedBy()).isEmpty();
        assertThat(crowd.hold().finishedAt()).isPresent();
        assertThat(crowd.resolve(HoldState.APPROVED).changed()).isFalse();
        assertThat(crowd.concealed()).isZero();
    }

    @Test
    void isRevokedForGoodWhenRemovedMeanwhile() {
        crowd.deactivate(0, 4);
        journey.remove(zoe);

        assertThat(crowd.hold().users()).isEqualTo(4);
        assertThat(crowd.held(0).order()).isEqualTo(Order.REVOKE);
        assertThat(crowd.held(0).cause()).isEqualTo("user-removed");
        crowd.resolve(HoldState.APPROVED);
        journey.release.next();
        journey.answer(
                new ZoomOutcome.NotThereYet("404/1001"),
                new ZoomOutcome.Done(),
                new ZoomOutcome.Done(),
                new ZoomOutcome.Done());
        crowd.settle();

        assertThat(crowd.row(0)).isEqualTo("GONE");
        assertThat(crowd.concealed()).isEqualTo(3);
        assertThat(crowd.users.stream().filter(user -> journey.active(user).isEmpty())).hasSize(1);
    }

    @Test
    void staysRemovedWhenDeactivatedAfter() {
        journey.remove(zoe);

        assertThat(mark(Order.CONCEAL)).isEqualTo(Marked.HELD);

        assertThat(crowd.held(0).order()).isEqualTo(Order.REVOKE);
        assertThat(crowd.held(0).cause()).isEqualTo("user-removed");
    }

    @Test
    void losesTheNewKeyWhenTheirSignInChangedMeanwhile() {
        String before = journey.activeDigits(zoe);
        crowd.deactivate(0, 4);

        journey.edit(zoe, "zoe.smith@example.com", false);
        crowd.push();

        assertThat(journey.activeDigits(zoe)).isNotEqualTo(before);
        assertThat(crowd.row(0)).isEqualTo("KEY held");
        crowd.resolve(HoldState.APPROVED);
        crowd.settle();
        assertThat(crowd.isConcealed(0)).isTrue();
        assertThat(journey.announced())
                .contains("rotated 2 sso-changed", "revoked 3 user-deactivated");
    }

    @Test
    void isNeverToldAKeyThatIsStillOnItsWay() {
        crowd.deactivate(0, 4);
        journey.edit(zoe, "zoe.smith@example.com", false);

        crowd.resolve(HoldState.APPROVED);
        crowd.settle();

        assertThat(crowd.isConcealed(0)).isTrue();
        assertThat(journey.announced())
                .contains("revoked 2 user-deactivated")
                .doesNotContain("rotated 2 sso-changed");
    }

    @Test
    void keepsAPromiseOfTheSameDigitsWhenInDoubt() {
        journey.edit(zoe, "zoe.smith@example.com", true);
        journey.answer(new ZoomOutcome.Unknown("time-out"));
        journey.turn();
        String inDoubt = journey.ledger.digitsOf(journey.pending(zoe).orElseThrow()).reveal();
        crowd.deactivate(0, 4);
        assertThat(journey.row(zoe)).startsWith("IN_DOUBT");

        crowd.resolve(HoldState.APPROVED);
        journey.release.next();
        journey.makeEverybodyDue();
        journey.zoom.digits.clear();
        crowd.settle();

        assertThat(journey.zoom.digits).contains(inDoubt);
        assertThat(journey.activeDigits(zoe)).isNotEqualTo(inDoubt);
        assertThat(crowd.isConcealed(0)).isTrue();
    }

    @Test
    void isSparedWhenProtectedMeanwhile() {
        String digits = journey.activeDigits(zoe);
        crowd.deactivate(0, 4);
        journey.jdbi.useTransaction(tx -> journey.protection.set(tx, zoe, true));

        crowd.resolve(HoldState.APPROVED);
        crowd.settle();

        assertThat(journey.activeDigits(zoe)).isEqualTo(digits);
        assertThat(crowd.count(HoldOutcome.PROTECTED)).isEqualTo(1);
        assertThat(crowd.count(HoldOutcome.REVOKED)).isEqualTo(3);
        assertThat(crowd.row(0)).isEqualTo("KEY");
    }

    @Test
    void leavesTheHoldWhenAnOperatorAsksForAKey() {
        assertThat(mark(Order.CONCEAL)).isEqualTo(Marked.HELD);
        assertThat(mark(Order.CONCEAL)).isEqualTo(Marked.HELD);

        assertThat(mark(Order.ROTATE)).isEqualTo(Marked.DONE);
        assertThat(crowd.row(0)).isEqualTo("KEY held");
        assertThat(mark(Order.ISSUE)).isEqualTo(Marked.ALREADY);

        assertThat(crowd.row(0)).isEqualTo("KEY");
        assertThat(crowd.count(HoldOutcome.REINSTATED)).isEqualTo(1);
    }

    @Test
    void isRevokedAtOnceWhenAskedForAgainAfterTheApproval() {
        crowd.deactivate(0, 4);
        crowd.resolve(HoldState.APPROVED);

        journey.remove(zoe);

        assertThat(crowd.row(0)).isEqualTo("GONE");
        crowd.settle();
        assertThat(crowd.concealed()).isEqualTo(4);
        assertThat(crowd.holds()).hasSize(1);
        assertThat(crowd.count(HoldOutcome.REVOKED)).isEqualTo(4);
    }
}
