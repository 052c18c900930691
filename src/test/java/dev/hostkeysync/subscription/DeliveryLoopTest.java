package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.TableDump;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.testing.Stopping;
import dev.hostkeysync.testing.WebhookReceiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryLoopTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Desk desk = new Desk();
    private final WebhookReceiver receiver = WebhookReceiver.start();

    @AfterEach
    void end() throws InterruptedException {
        desk.close();
        receiver.close();
    }

    @Test
    void deliversSignedAndForgets() {
        SubscriptionAdministration.Made made = desk.subscribe(receiver.url());
        UUID id = made.view().id();
        desk.run();

        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));

        awaitEmpty(id);
        assertThat(receiver.received()).hasSize(1);
        WebhookReceiver.Received request = receiver.received().getFirst();
        assertThat(request.path()).isEqualTo("/hook");
        assertThat(request.id()).isEqualTo("e1");
        assertThat(request.timestamp())
                .isEqualTo(Long.toString(desk.clock.instant().getEpochSecond()));
        assertThat(request.body())
                .isEqualTo(
                        "{\"type\":\"dev.hostkeysync.host-key.changed.v1\",\"timestamp\":\"2026-11-22T08:00:00Z\","
                                + "\"data\":{\"userId\":\"zoe\",\"change\":\"issued\",\"bulk\":false}}");
        assertThat(request.isSignedWith(made.secret().reveal())).isTrue();
        assertThat(desk.count("delivered")).isEqualTo(1);
        assertThat(desk.administration.get(id).lastSuccessAt()).isNotNull();
    }

    @Test
    void triesAgainWithTheSameIdUntilItGetsThrough() {
        UUID id = desk.subscribe(receiver.url()).view().id();
        AtomicInteger attempts = new AtomicInteger();
        receiver.answers(_ -> attempts.incrementAndGet() < 3 ? 500 : 200);
        desk.run();

        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));
        awaitRows(id, "e1 1 answered 500 waiting");
        assertThat(desk.administration.get(id).failingSince()).isNotNull();
        assertThat(desk.administration.get(id).lastFailure()).isEqualTo("answered 500");
        desk.hurry();
        awaitRows(id, "e1 2 answered 500 waiting");
        desk.hurry();
        awaitEmpty(id);

        assertThat(receiver.received())
                .extracting(WebhookReceiver.Received::id)
                .containsExactly("e1", "e1", "e1");
        assertThat(desk.administration.get(id).failingSince()).isNull();
        assertThat(desk.count("later")).isEqualTo(2);
    }

    @Test
    void repeatsWithTheSameIdAfterACrashBetweenDeliveryAndCommit() {
        UUID id = desk.subscribe(receiver.url()).view().id();
        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));
        // A process takes it, delivers it, and dies.
        Work taken = desk.leases.take(java.util.Map.of(id, 1)).getFirst();
        assertThat(desk.courier.send(taken.receiver().orElseThrow(), taken.delivery().event()))
                .contains(new Reply.Answered(204, java.util.Optional.empty()));

        desk.run();
        desk.hurry();
        awaitEmpty(id);

        assertThat(receiver.received())
                .extracting(WebhookReceiver.Received::id)
                .containsExactly("e1", "e1");
        assertThat(receiver.received().get(1).body())
                .isEqualTo(receiver.received().getFirst().body());
    }

    @Test
    void isNotHeldUpByAReceiverThatHangs() {
        CountDownLatch over = new CountDownLatch(1);
        try (WebhookReceiver stuck = WebhookReceiver.start()) {
            stuck.answers(_ -> {
                over.await();
                return 200;
            });
            UUID slow = desk.subscribe(stuck.url()).view().id();
            UUID quick = desk.subscribe(receiver.url()).view().id();
            desk.run();

            desk.intake.take(
                    IntStream.range(0, 100)
                            .mapToObj(i -> desk.news("e" + i, "user-" + i, Change.ISSUED))
                            .toList());

            awaitEmpty(quick);
            assertThat(receiver.received()).hasSize(100);
            assertThat(desk.rows(slow)).hasSize(100);
            assertThat(stuck.received().size()).isLessThanOrEqualTo(2 * Shares.EACH);
            over.countDown();
        }
    }

    @Test
    void tellsAUserInOrder() {
        UUID id = desk.subscribe(receiver.url()).view().id();
        List<HostKeyNews> news = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            news.add(desk.news("zoe-" + i, "zoe", Change.ROTATED));
            news.add(desk.news("max-" + i, "max", Change.ROTATED));
        }
        desk.run();

        desk.intake.take(news);

        awaitEmpty(id);
        assertThat(receiver.received())
                .filteredOn(request -> request.id().startsWith("zoe"))
                .extracting(WebhookReceiver.Received::id)
                .containsExactly(
                        IntStream.range(0, 20).mapToObj(i -> "zoe-" + i).toArray(String[]::new));
    }

    @Test
    void sharesTheWorkBetweenReplicas() {
        UUID id = desk.subscribe(receiver.url()).view().id();
        desk.run();
        desk.run();
        desk.run();

        desk.intake.take(
                IntStream.range(0, 300)
                        .mapToObj(i -> desk.news("e" + i, "user-" + i, Change.ISSUED))
                        .toList());

        awaitEmpty(id);
        assertThat(receiver.received())
                .extracting(WebhookReceiver.Received::id)
                .hasSize(300)
                .doesNotHaveDuplicates();
    }

    @Test
    void sendsNothingWhileTheReceiverWantsAPause() throws InterruptedException {
        UUID id = desk.subscribe(receiver.url()).view().id();
        desk.sql("UPDATE subscription SET held_until = now() + interval '1 hour'");
        DeliveryLoop loop = desk.run();

        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));
        Stopping.work(loop::stop);

        assertThat(desk.rows(id)).containsExactly("e1 0 - waiting");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void signsWithBothSecretsForADayAfterAReplacement() {
        SubscriptionAdministration.Made first = desk.subscribe(receiver.url());
        UUID id = first.view().id();
        SubscriptionAdministration.Made second = desk.administration.newSecret(id, Desk.ANN);
        desk.run();

        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));
        awaitEmpty(id);
        desk.clock.pass(Duration.ofHours(24));
        desk.intake.take(List.of(desk.news("e2", "zoe", Change.ISSUED)));
        awaitEmpty(id);

        WebhookReceiver.Received meanwhile = receiver.received().getFirst();
        WebhookReceiver.Received after = receiver.received().get(1);
        assertThat(meanwhile.isSignedWith(first.secret().reveal())).isTrue();
        assertThat(meanwhile.isSignedWith(second.secret().reveal())).isTrue();
        assertThat(after.isSignedWith(first.secret().reveal())).isFalse();
        assertThat(after.isSignedWith(second.secret().reveal())).isTrue();
    }

    @Test
    void keepsADeliveryWhoseSecretDoesNotOpen() {
        UUID id = desk.subscribe(receiver.url()).view().id();
        // A secret of another row.
        UUID other = desk.subscribe(receiver.url()).view().id();
        desk.sql(
                "UPDATE subscription SET state = 'DISABLED', state_reason = 'x' WHERE id = ?",
                other);
        desk.sql(
                "UPDATE subscription_secret SET sealed = (SELECT sealed FROM subscription_secret WHERE subscription_id = ?)"
                        + " WHERE subscription_id = ?",
                other,
                id);
        desk.run();

        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));

        awaitRows(id, "e1 1 not sent: the secret does not open with our keyset waiting");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void showsNeitherSecretsNorWhatReceiversAnswer() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            SubscriptionAdministration.Made made = desk.subscribe(receiver.url());
            UUID id = made.view().id();
            SubscriptionAdministration.Made next = desk.administration.newSecret(id, Desk.ANN);
            receiver.answers(_ -> 500);
            desk.run();
            desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));
            awaitRows(id, "e1 1 answered 500 waiting");
            receiver.answers(_ -> 410);
            desk.hurry();
            await("the end of it")
                    .atMost(SOON)
                    .until(() -> desk.administration.get(id).state() == State.DISABLED);

            String seen =
                    logs.text()
                            + TableDump.of(desk.database.dataSource())
                            + desk.administration.list()
                            + desk.administration.deliveries(id, false, 100)
                            + made
                            + desk.metrics.getMetersAsString();

            assertThat(seen).contains("answered 410");
            for (SubscriptionAdministration.Made one : List.of(made, next)) {
                String secret = one.secret().reveal();
                assertThat(seen)
                        .doesNotContain(secret)
                        .doesNotContain(secret.substring("whsec_".length()));
            }
        }
    }

    private void awaitRows(UUID subscription, String... rows) {
        await("rows " + List.of(rows))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(desk.rows(subscription)).containsExactly(rows));
    }

    private void awaitEmpty(UUID subscription) {
        awaitRows(subscription);
    }
}
