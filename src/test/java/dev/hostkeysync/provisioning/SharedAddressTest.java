package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Two users of ours and one of Zoom, and addresses that change under way.
class SharedAddressTest {

    private final Journey journey = new Journey();

    @Test
    void settlesAPredecessorWhoseRemovalIsConsumedInTheSameBatch() {
        UserId first = issued("zoe@example.com");
        List<LifecycleEvent> batch = new ArrayList<>(removed(first));
        batch.addAll(created("zoe", "zoe@example.com"));

        journey.consume(batch);
        UserId second = batch.getLast().envelope().userId();
        journey.turn();

        agree(first, second);
    }

    @Test
    void settlesAPredecessorWhoseRemovalIsConsumedAfterTheSuccessorsKey() {
        UserId first = issued("zoe@example.com");
        List<LifecycleEvent> removal = removed(first);
        UserId second = journey.create("zoe@example.com");
        journey.turn();

        journey.consume(removal);
        journey.turn();

        agree(first, second);
    }

    private void agree(UserId first, UserId second) {
        assertThat(journey.zoom.digits).hasSize(2);
        assertThat(journey.activeDigits(second)).isEqualTo(journey.zoom.digits.getLast());
        assertThat(journey.active(first)).isEmpty();
        assertThat(journey.row(first)).isEqualTo("DONE");
        assertThat(journey.announced())
                .containsExactlyInAnyOrder(
                        "issued 1 user-created", "revoked 1 user-removed", "issued 1 user-created");
    }

    @Test
    void waitsForThePredecessorsCallThatIsUnderWay() {
        UserId first = issued("zoe@example.com");
        journey.remove(first);
        List<Work> underWay = journey.leases.take(Optional.empty(), 10);
        UserId second = journey.create("zoe@example.com");

        assertThat(journey.turn()).isZero();
        assertThat(journey.row(second)).isEqualTo("DUE: a call for the same address is under way");

        underWay.forEach(work -> journey.sync.run(work, () -> true, () -> false));
        journey.makeEverybodyDue();
        journey.turn();
        assertThat(journey.activeDigits(second)).isEqualTo(journey.zoom.digits.getLast());
    }

    @Test
    void servesTheOldestOfTwoLivingUsersOnly() {
        UserId zoe = issued("zoe@example.com");
        UserId admin =
                consumed(created("admin-zoe", "zoe@example.com")).getFirst().envelope().userId();

        journey.turn();

        assertThat(journey.zoom.digits).hasSize(1);
        assertThat(journey.row(admin)).isEqualTo("WAITING: an older user has the same address");
        assertThat(journey.activeDigits(zoe)).isEqualTo(journey.zoom.digits.getFirst());
    }

    @Test
    void neverPushesToAnAddressThatBecameProtected() {
        UserId zoe = journey.create("zoe@example.com");

        journey.edit(zoe, "ceo@example.com", true);

        assertThat(journey.turn()).isZero();
        assertThat(journey.row(zoe))
                .isEqualTo("WAITING: the address is in HOSTKEY_PROTECTED_USERS");
    }

    @Test
    void pushesTheSameDigitsToTheAddressThatWasCorrectedDuringTheCall() {
        UserId zoe = journey.create("zoee@example.com");
        journey.zoom.meanwhile = () -> journey.edit(zoe, "zoe@example.com", true);

        journey.turn();
        assertThat(journey.active(zoe)).isEmpty();
        journey.turn();

        assertThat(journey.zoom.users).containsExactly("zoee%40example.com", "zoe%40example.com");
        assertThat(journey.zoom.digits).containsOnly(journey.activeDigits(zoe));
    }

    @Test
    void staysInDoubtWhenTheNewAddressIsUnknownToZoom() {
        UserId zoe = issued("zoe@example.com");
        journey.answer(
                new ZoomOutcome.Unknown("time-out"), new ZoomOutcome.NotThereYet("no such user"));
        journey.edit(zoe, "zoe.2@example.com", true);
        journey.turn();

        journey.edit(zoe, "zoe.3@example.com", true);
        journey.turn();

        assertThat(journey.pending(zoe).orElseThrow().sent()).isTrue();
    }

    @Test
    void staysInDoubtWhenDigitsInDoubtAreRefused() {
        UserId zoe = issued("zoe@example.com");
        journey.answer(
                new ZoomOutcome.Unknown("time-out"), new ZoomOutcome.RefusedValue("400/300"));
        journey.edit(zoe, "zoe.2@example.com", true);
        journey.turn();

        journey.makeEverybodyDue();
        journey.turn();

        assertThat(journey.pending(zoe).orElseThrow().version()).isEqualTo(3);
        assertThat(journey.pending(zoe).orElseThrow().sent()).isTrue();
    }

    @Test
    void replacesTheKeyThatALateCallLeftAtZoom() {
        UserId zoe = journey.create("zoe@example.com");
        List<Work> late = journey.leases.take(Optional.empty(), 10);
        journey.makeEverybodyDue();
        journey.turn();
        journey.edit(zoe, "zoe@example.com", false);
        journey.turn();
        journey.edit(zoe, "zoe@example.com", true);
        journey.turn();

        late.forEach(work -> journey.sync.run(work, () -> true, () -> false));
        journey.turn();

        assertThat(journey.activeDigits(zoe)).isEqualTo(journey.zoom.digits.getLast());
        assertThat(journey.active(zoe).orElseThrow().version()).isEqualTo(4);
    }

    private UserId issued(String email) {
        UserId user = journey.create(email);
        journey.turn();
        return user;
    }

    private List<LifecycleEvent> removed(UserId user) {
        return journey.directory.changed(new UserChange.Remove(user, OptionalLong.empty()));
    }

    private List<LifecycleEvent> created(String userName, String email) {
        return journey.directory.changed(
                new UserChange.Create(
                        new Profile(
                                userName,
                                Optional.empty(),
                                Optional.of(new EmailAddress(email)),
                                Optional.empty(),
                                true,
                                "{}")));
    }

    private List<LifecycleEvent> consumed(List<LifecycleEvent> events) {
        journey.consume(events);
        return events;
    }
}
