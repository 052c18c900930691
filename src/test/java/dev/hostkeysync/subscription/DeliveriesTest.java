package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Desk desk = new Desk();
    private UUID id;

    @BeforeEach
    void subscribe() {
        id = desk.subscribe(URI.create("https://hooks.example.com/")).view().id();
    }

    @AfterEach
    void end() throws InterruptedException {
        desk.close();
    }

    @Test
    void givesEachDeliveryToOneReplicaOnly() {
        tell("e1 zoe", "e2 max", "e3 eve");

        desk.jdbi.useTransaction(one -> {
            List<String> first = ids(desk.due.lease(one, Map.of(id, 2), LEASE));
            // While the first transaction holds its rows locked.
            List<String> second =
                    desk.jdbi.inTransaction(two -> ids(desk.due.lease(two, Map.of(id, 2), LEASE)));

            assertThat(first).containsExactlyInAnyOrder("e1", "e2");
            assertThat(second).containsExactly("e3");
        });

        assertThat(lease(8)).isEmpty();
    }

    @Test
    void givesBackWhatAReplicaDiedOver() {
        tell("e1 zoe");
        List<Delivery> dead = lease(8);
        desk.sql("UPDATE subscription_delivery SET leased_until = now()");

        List<Delivery> again = lease(8);
        desk.jdbi.useTransaction(
                tx -> desk.due.postpone(tx, dead.getFirst(), "late", Duration.ofHours(1)));

        assertThat(ids(again)).containsExactly("e1");
        assertThat(desk.rows(id)).containsExactly("e1 0 - waiting");
    }

    @Test
    void keepsTheOrderOfAUserWhileNothingFails() {
        tell("e1 zoe", "e2 zoe", "e3 max", "e4 zoe");

        List<Delivery> first = lease(8);
        List<Delivery> meanwhile = lease(8);
        done(first);
        List<Delivery> second = lease(8);

        assertThat(ids(first)).containsExactlyInAnyOrder("e1", "e3");
        assertThat(meanwhile).isEmpty();
        assertThat(ids(second)).containsExactly("e2");
    }

    @Test
    void doesNotHoldAUserUpForOneEventThatFails() {
        tell("e1 zoe", "e2 zoe");
        List<Delivery> first = lease(8);

        desk.jdbi.useTransaction(
                tx -> desk.due.postpone(tx, first.getFirst(), "no", Duration.ofHours(1)));

        assertThat(ids(lease(8))).containsExactly("e2");
    }

    @Test
    void holdsDeliveriesForAReceiverWhoFetches() {
        UUID poll = desk.ids.next();
        desk.jdbi.useTransaction(tx -> {
            boolean _ =
                    desk.subscriptions.add(
                            tx,
                            Subscription.of(
                                    poll,
                                    Kind.SSF_POLL,
                                    Optional.empty(),
                                    "",
                                    Filter.EVERYTHING,
                                    desk.clock.instant(),
                                    "ann"));
        });
        tell("e1 zoe", "e2 zoe", "e3 zoe");

        assertThat(desk.leases.due(List.of(Kind.WEBHOOK, Kind.SSF_PUSH)))
                .extracting(DueDeliveries.Due::subscription)
                .containsExactly(id);
        assertThat(waiting(poll, 2)).containsExactly("e1", "e2");
        assertThat(waiting(poll, 9)).containsExactly("e1", "e2", "e3");
        desk.jdbi.useTransaction(tx -> {
            assertThat(desk.deliveries.done(tx, poll, List.of("e1", "unknown"))).isEqualTo(1);
            desk.deliveries.refused(tx, poll, "e2", "invalid_key");
        });
        assertThat(waiting(poll, 9)).containsExactly("e3");
        assertThat(desk.rows(poll)).containsExactly("e2 0 invalid_key failed", "e3 0 - waiting");
    }

    @Test
    void forgetsWhatHasHadItsTime() {
        tell("e1 zoe", "e2 max");
        desk.sql(
                "UPDATE subscription_delivery SET due_at = NULL, failed_at = now() - interval '8 days' WHERE event_id = 'e1'");
        desk.sql("UPDATE subscription_delivery SET created_at = now() - interval '8 days'");

        desk.jdbi.useTransaction(desk.due::prune);
        assertThat(desk.rows(id)).containsExactly("e2 0 - waiting");
        assertThat(desk.jdbi.inTransaction(desk.due::expire)).isZero();

        desk.sql("UPDATE subscription SET state = 'DISABLED', state_reason = 'a test'");
        assertThat(desk.jdbi.inTransaction(desk.due::expire)).isEqualTo(1);
    }

    private void tell(String... idAndUser) {
        for (String one : idAndUser) {
            String[] part = one.split(" ");
            desk.intake.take(List.of(desk.news(part[0], part[1], Change.ROTATED)));
        }
    }

    private List<Delivery> lease(int room) {
        return desk.jdbi.inTransaction(tx -> desk.due.lease(tx, Map.of(id, room), LEASE));
    }

    private void done(List<Delivery> delivered) {
        desk.jdbi.useTransaction(tx -> {
            int _ = desk.deliveries.done(tx, id, ids(delivered));
        });
    }

    private List<String> waiting(UUID subscription, int atMost) {
        return desk
                .jdbi
                .withHandle(handle -> desk.deliveries.waiting(handle, subscription, atMost))
                .stream()
                .map(Event::id)
                .toList();
    }

    private static List<String> ids(List<Delivery> deliveries) {
        return deliveries.stream().map(one -> one.event().id()).toList();
    }
}
