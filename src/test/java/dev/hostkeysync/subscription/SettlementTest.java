package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.CapturedLogs;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {

    private static final Verdict LATER =
            new Verdict.Later("answered 503", Duration.ofHours(2), Optional.empty());

    private final Desk desk = new Desk();
    private UUID id;

    @BeforeEach
    void subscribe() {
        id = desk.subscribe(URI.create("https://hooks.example.com/secret-path")).view().id();
        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));
    }

    @AfterEach
    void end() throws InterruptedException {
        desk.close();
    }

    @Test
    void forgetsWhatIsDelivered() {
        desk.settlement.settle(lease(), new Verdict.Delivered());

        assertThat(desk.rows(id)).isEmpty();
        assertThat(view().lastSuccessAt()).isNotNull();
    }

    @Test
    void postponesWhatFailed() {
        desk.settlement.settle(lease(), LATER);

        assertThat(desk.rows(id)).containsExactly("e1 1 answered 503 waiting");
        boolean inTwoHours =
                desk.jdbi.withHandle(handle ->
                        handle.select(
                                        "SELECT due_at - now() BETWEEN interval '119 minutes' AND interval '2 hours'"
                                                + " FROM subscription_delivery")
                                .mapTo(Boolean.class)
                                .one());
        assertThat(inTwoHours).isTrue();
        assertThat(view().lastFailure()).isEqualTo("answered 503");
        assertThat(view().failingSince()).isNotNull();
    }

    @Test
    void holdsEverythingWhereTheReceiverWantsAPause() {
        desk.settlement.settle(
                lease(),
                new Verdict.Later(
                        "answered 429", Duration.ofSeconds(5), Optional.of(Duration.ofMinutes(1))));
        desk.intake.take(List.of(desk.news("e2", "max", Change.ISSUED)));

        assertThat(desk.leases.due(List.of(Kind.WEBHOOK))).isEmpty();
    }

    @Test
    void keepsWhatFailedForGoodInTheList() {
        desk.settlement.settle(lease(), new Verdict.GivenUp("answered 500"));

        assertThat(desk.rows(id)).containsExactly("e1 1 answered 500 failed");
        assertThat(view().state()).isEqualTo(State.ENABLED);
        assertThat(view().failed()).isEqualTo(1);
        assertThat(view().waiting()).isZero();
        assertThat(desk.administration.deliveries(id, true, 9))
                .extracting(DeliveryView::eventId, DeliveryView::lastFailure)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("e1", "answered 500"));
        assertThat(desk.administration.deliveries(id, false, 9)).isEmpty();
    }

    @Test
    void disablesAReceiverThatHasBeenDeadForFiveDays() {
        desk.sql("UPDATE subscription SET failing_since = now() - interval '6 days'");
        try (CapturedLogs logs = CapturedLogs.everything()) {
            desk.settlement.settle(lease(), LATER);

            assertThat(logs.text())
                    .contains("PATCH /api/v1/subscriptions/")
                    .doesNotContain("secret-path");
        }

        assertThat(view().state()).isEqualTo(State.DISABLED);
        assertThat(view().stateReason())
                .isEqualTo("no delivery got through for 5 days; last: answered 503");
        assertThat(desk.rows(id)).containsExactly("e1 1 answered 503 waiting");
    }

    @Test
    void doesNotDisableAtTheFirstFailureAfterAQuietWeek() {
        desk.sql(
                "UPDATE subscription SET state_since = now() - interval '60 days',"
                        + " last_success_at = now() - interval '8 days'");

        desk.settlement.settle(lease(), LATER);

        assertThat(view().state()).isEqualTo(State.ENABLED);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "10, 5", "300, 150", "3600, 300"})
    void probesAFailingReceiverMoreAndMoreSeldom(int failing, int seconds) {
        int pause =
                desk.jdbi.inTransaction(tx -> {
                    int _ =
                            tx.execute(
                                    "UPDATE subscription SET failing_since = now() - make_interval(secs => ?)",
                                    (double) failing);
                    desk.subscriptions.failed(tx, id, "answered 503");
                    return tx.select(
                                    "SELECT extract(epoch FROM probe_at - now())::integer FROM subscription")
                            .mapTo(Integer.class)
                            .one();
                });

        assertThat(pause).isEqualTo(seconds);
    }

    @Test
    void sendsNothingBetweenTwoProbesUntilOneGetsThrough() {
        desk.sql("UPDATE subscription SET failing_since = now() - interval '1 hour'");
        desk.settlement.settle(lease(), LATER);
        desk.intake.take(List.of(desk.news("e2", "max", Change.ISSUED)));

        assertThat(desk.leases.due(List.of(Kind.WEBHOOK))).isEmpty();

        desk.jdbi.useTransaction(tx -> desk.subscriptions.succeeded(tx, id));
        assertThat(desk.leases.due(List.of(Kind.WEBHOOK))).hasSize(1);
    }

    @Test
    void doesNotDisableAReceiverThatTakesOthers() {
        desk.sql(
                "UPDATE subscription SET state_since = now() - interval '60 days',"
                        + " last_success_at = now() - interval '4 days', failing_since = now() - interval '4 days'");

        desk.settlement.settle(lease(), new Verdict.GivenUp("answered 500"));

        assertThat(view().state()).isEqualTo(State.ENABLED);
    }

    @Test
    void disablesAReceiverThatIsGoneAndKeepsTheDelivery() {
        desk.settlement.settle(lease(), new Verdict.Gone());

        assertThat(view().state()).isEqualTo(State.DISABLED);
        assertThat(view().stateReason()).isEqualTo("the receiver answered 410 Gone");
        assertThat(desk.rows(id)).containsExactly("e1 1 answered 410 waiting");
        assertThat(desk.leases.due(List.of(Kind.WEBHOOK))).isEmpty();
        assertThat(desk.count("gone")).isEqualTo(1);
    }

    @Test
    void changesNothingOfADeliveryThatBelongsToSomebodyElse() {
        Delivery late = lease();
        desk.sql("UPDATE subscription_delivery SET leased_until = now() - interval '1 second'");
        Delivery mine = lease();

        desk.settlement.settle(late, new Verdict.GivenUp("answered 500"));

        assertThat(desk.rows(id)).containsExactly("e1 0 - waiting");
        desk.settlement.settle(mine, new Verdict.Delivered());
        assertThat(desk.rows(id)).isEmpty();
    }

    private Delivery lease() {
        return desk.leases.take(Map.of(id, 1)).getFirst().delivery();
    }

    private SubscriptionView view() {
        return desk.administration.get(id);
    }
}
