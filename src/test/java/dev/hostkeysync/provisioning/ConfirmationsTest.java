package dev.hostkeysync.provisioning;

import static dev.hostkeysync.provisioning.Journey.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.Envelope;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a confirmation does when somebody else set a key while ours was under way, and the user may
/// not be touched any more.
class ConfirmationsTest {

    private final Journey journey = new Journey();

    @Test
    void sendsNoOtherKeyWhenTheAddressIsProtectedMeanwhile() {
        UserId zoe = journey.create("zoe@example.com");
        // Zoom's id stays the target of the call whatever becomes of the address.
        journey.jdbi.useHandle(
                handle -> handle.execute("UPDATE directory_user SET zoom_user_id = 'KDcu'"));
        journey.zoom.meanwhile =
                () -> {
                    somebodySetsAnotherKey(zoe);
                    journey.edit(zoe, "ceo@example.com", true);
                };

        journey.turn();

        assertLeftAsItIs(zoe);
        assertThat(journey.zoom.users).containsExactly("KDcu");
    }

    @Test
    void sendsNoOtherKeyWhenAnOperatorProtectsTheUserMeanwhile() {
        UserId zoe = journey.create("zoe@example.com");
        journey.zoom.meanwhile =
                () -> {
                    somebodySetsAnotherKey(zoe);
                    journey.jdbi.useTransaction(tx -> journey.protection.set(tx, zoe, true));
                };

        journey.turn();

        assertLeftAsItIs(zoe);
    }

    @Test
    void timesWhatAProviderAskedForAndNothingElse() {
        UserId zoe = journey.create("zoe@example.com");
        journey.turn();
        assertThat(timed()).isEqualTo(1);

        journey.edit(zoe, "max@example.com", true);
        journey.turn();
        assertThat(timed()).isEqualTo(2);

        mark(zoe, Order.ROTATE, Lane.LIVE);
        journey.turn();
        mark(zoe, Order.ROTATE, Lane.bulk(0.5));
        journey.turn();
        somebodySetsAnotherKey(zoe);
        journey.turn();
        assertThat(journey.active(zoe).orElseThrow().version()).isEqualTo(5);
        assertThat(timed()).isEqualTo(2);
    }

    private long timed() {
        return journey.metrics.get("hostkeysync_sync_seconds").timer().count();
    }

    private void mark(UserId user, Order order, Lane lane) {
        var _ =
                journey.jdbi.inTransaction(
                        tx -> journey.marks.mark(tx, List.of(user), order, "operator", lane));
    }

    private void assertLeftAsItIs(UserId user) {
        assertThat(journey.row(user)).isEqualTo("DONE");
        assertThat(journey.pending(user)).isEmpty();
        assertThat(journey.active(user).orElseThrow().version()).isEqualTo(1);
        assertThat(journey.active(user).orElseThrow().driftedAt()).contains(NOW);
        assertThat(journey.turn()).isZero();
    }

    private void somebodySetsAnotherKey(UserId user) {
        journey.consume(
                List.of(
                        new LifecycleEvent.HostKeyDrifted(
                                new Envelope(
                                        new UUID(0, 101),
                                        NOW,
                                        "webhook:zoom",
                                        user,
                                        101,
                                        Optional.empty(),
                                        Optional.of(new EmailAddress("zoe@example.com")),
                                        Optional.empty()))));
    }
}
