package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayerTest {

    private static final URI URL = URI.create("https://hooks.example.com/");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Span DAY = new Span(NOON, NOON.plus(Duration.ofDays(1)));

    private final Desk desk = new Desk();
    private final List<List<HostKeyNews>> topic =
            List.of(
                    List.of(
                            Desk.news("e1", "zoe", Change.ISSUED, false, NOON),
                            Desk.news("e2", "max", Change.ISSUED, false, NOON.plusSeconds(1))),
                    List.of(Desk.news("e3", "zoe", Change.REVOKED, false, NOON.plusSeconds(2))));
    private final PastEvents past =
            (span, taker) -> {
                assertThat(span).isEqualTo(DAY);
                for (List<HostKeyNews> batch : topic) {
                    if (!taker.test(batch)) {
                        return true;
                    }
                }
                return true;
            };

    @AfterEach
    void end() throws InterruptedException {
        desk.close();
    }

    private Replayer replayer(PastEvents events) {
        return new Replayer(
                desk.jdbi, desk.replays, desk.subscriptions, desk.deliveries, events, desk.bell);
    }

    @Test
    void tellsThePastAgainWithTheSameIds() {
        UUID id = desk.subscribe(URL).view().id();

        SubscriptionView.ReplayView asked = progress(desk.administration.replay(id, DAY, Desk.ANN));
        boolean ran = replayer(past).run(() -> true, () -> false);

        assertThat(asked.state()).isEqualTo(Replay.Progress.RUNNING);
        assertThat(ran).isTrue();
        assertThat(desk.rows(id))
                .containsExactly("e1 0 - waiting", "e2 0 - waiting", "e3 0 - waiting");
        assertThat(progress(desk.administration.get(id)))
                .isEqualTo(
                        new SubscriptionView.ReplayView(
                                DAY.from(),
                                DAY.to(),
                                Replay.Progress.DONE,
                                null,
                                3,
                                desk.clock.instant(),
                                "ann"));
        assertThat(replayer(past).run(() -> true, () -> false)).isFalse();
    }

    @Test
    void tellsOnlyWhatTheSubscriptionWants() {
        UUID id = desk.subscribe(URL, new Filter(EnumSet.of(Change.REVOKED), true)).view().id();
        desk.administration.replay(id, DAY, Desk.ANN);

        replayer(past).run(() -> true, () -> false);

        assertThat(desk.rows(id)).containsExactly("e3 0 - waiting");
    }

    @Test
    void revivesWhatFailedForGoodAndLeavesWhatWaits() {
        UUID id = desk.subscribe(URL).view().id();
        desk.jdbi.useTransaction(tx -> {
            int _ =
                    desk.deliveries.add(
                            tx, id, topic.getFirst().stream().map(HostKeyNews::event).toList());
        });
        desk.sql(
                "UPDATE subscription_delivery SET attempts = 10, due_at = NULL, failed_at = now() WHERE event_id = 'e1'");
        desk.sql("UPDATE subscription_delivery SET attempts = 4 WHERE event_id = 'e2'");
        desk.administration.replay(id, DAY, Desk.ANN);

        replayer(past).run(() -> true, () -> false);

        assertThat(desk.rows(id))
                .containsExactly("e1 0 - waiting", "e2 4 - waiting", "e3 0 - waiting");
        assertThat(progress(desk.administration.get(id)).queued()).isEqualTo(2);
    }

    @Test
    void beginsAnewWhereAReplicaDied() {
        UUID id = desk.subscribe(URL).view().id();
        desk.administration.replay(id, DAY, Desk.ANN);
        PastEvents dying =
                (_, taker) -> {
                    boolean _ = taker.test(topic.getFirst());
                    throw new ThreadDead();
                };
        assertThatThrownBy(() -> replayer(dying).run(() -> true, () -> false))
                .isInstanceOf(ThreadDead.class);
        assertThat(replayer(past).run(() -> true, () -> false))
                .as("while the lease lasts")
                .isFalse();
        desk.sql("UPDATE subscription_replay SET leased_until = now()");

        assertThat(replayer(past).run(() -> true, () -> false)).isTrue();

        assertThat(desk.rows(id)).hasSize(3);
        assertThat(progress(desk.administration.get(id)).state()).isEqualTo(Replay.Progress.DONE);
    }

    @Test
    void saysThatItFailedWithoutKafka() {
        UUID id = desk.subscribe(URL).view().id();
        desk.administration.replay(id, DAY, Desk.ANN);

        replayer(
                        (_, _) -> {
                            throw new IllegalStateException("no broker");
                        })
                .run(() -> true, () -> false);

        assertThat(progress(desk.administration.get(id)).state()).isEqualTo(Replay.Progress.FAILED);
        assertThat(progress(desk.administration.get(id)).reason())
                .isEqualTo("the topic could not be read to its end");
        assertThat(progress(desk.administration.replay(id, DAY, Desk.ANN)).state())
                .isEqualTo(Replay.Progress.RUNNING);
    }

    @Test
    void waitsWhileTheReceiverIsBehindAndStopsWithTheProcess() {
        UUID id = desk.subscribe(URL).view().id();
        desk.sql(
                """
                INSERT INTO subscription_delivery (subscription_id, event_id, type, subject, occurred_at, data)
                SELECT ?, 'old-' || n, 'x', 'x', now(), '{}' FROM generate_series(1, 10001) n
                """,
                id);
        desk.administration.replay(id, DAY, Desk.ANN);
        int[] pauses = {0};

        replayer(past).run(() -> pauses[0]++ < 3, () -> false);

        assertThat(pauses[0]).isEqualTo(4);
        assertThat(progress(desk.administration.get(id)).state())
                .isEqualTo(Replay.Progress.RUNNING);
        desk.sql("DELETE FROM subscription_delivery");
        assertThat(replayer(past).run(() -> true, () -> false)).isTrue();
        assertThat(desk.rows(id)).hasSize(3);
    }

    @Test
    void saysThatTheTopicMayNoLongerHoldAllOfIt() {
        UUID id = desk.subscribe(URL).view().id();
        desk.administration.replay(id, DAY, Desk.ANN);

        replayer(
                        (span, taker) -> {
                            boolean _ = past.read(span, taker);
                            return false;
                        })
                .run(() -> true, () -> false);

        assertThat(desk.rows(id)).hasSize(3);
        assertThat(progress(desk.administration.get(id)).state()).isEqualTo(Replay.Progress.FAILED);
        assertThat(progress(desk.administration.get(id)).reason())
                .isEqualTo(
                        "what the topic still holds was told again, but it may no longer hold the beginning");
    }

    @Test
    void stopsWithTheProcessWhileNothingFits() {
        UUID id = desk.subscribe(URL).view().id();
        desk.administration.replay(id, DAY, Desk.ANN);
        boolean[] goesOn = {true};

        replayer(
                        (_, taker) -> {
                            goesOn[0] = taker.test(List.of());
                            return true;
                        })
                .run(() -> true, () -> true);

        assertThat(goesOn[0]).isFalse();
        assertThat(progress(desk.administration.get(id)).state())
                .isEqualTo(Replay.Progress.RUNNING);
        assertThat(replayer(past).run(() -> true, () -> false)).isTrue();
    }

    @Test
    void leavesItToOthersWhileTheDatabaseIsAway() {
        UUID id = desk.subscribe(URL).view().id();
        desk.administration.replay(id, DAY, Desk.ANN);
        RuntimeException away =
                new IllegalStateException(new java.sql.SQLException("away", "08006"));

        assertThatThrownBy(() ->
                        replayer(
                                        (_, _) -> {
                                            throw away;
                                        })
                                .run(() -> true, () -> false))
                .isSameAs(away);

        assertThat(replayer(past).run(() -> true, () -> false)).isTrue();
        assertThat(progress(desk.administration.get(id)).state()).isEqualTo(Replay.Progress.DONE);
    }

    @Test
    void endsWithTheSubscription() {
        UUID id = desk.subscribe(URL).view().id();
        desk.administration.replay(id, DAY, Desk.ANN);
        PastEvents disabling =
                (span, taker) -> {
                    disable(id);
                    return past.read(span, taker);
                };

        replayer(disabling).run(() -> true, () -> false);

        assertThat(desk.rows(id)).isEmpty();
        assertThat(progress(desk.administration.get(id)).reason())
                .isEqualTo("the subscription was disabled meanwhile");
    }

    @Test
    void offersWhatWasMissedUntilItIsReplayed() {
        UUID id = desk.subscribe(URL).view().id();
        Instant disabled = desk.clock.instant();
        disable(id);
        desk.clock.pass(Duration.ofHours(3));
        Span missed = new Span(disabled, desk.clock.instant());

        SubscriptionView enabled = enable(id);
        desk.administration.replay(id, missed, Desk.ANN);
        Predicate<SubscriptionView> offered = view -> view.missed() != null;
        boolean before = offered.test(desk.administration.get(id));
        replayer((_, _) -> true).run(() -> true, () -> false);

        assertThat(enabled.missed()).isEqualTo(SubscriptionView.Range.of(missed));
        assertThat(before).isTrue();
        assertThat(offered.test(desk.administration.get(id))).isFalse();
    }

    @Test
    void isRefusedWhileOneRunsOrTheSubscriptionIsDisabled() {
        UUID id = desk.subscribe(URL).view().id();
        desk.administration.replay(id, DAY, Desk.ANN);

        assertThatThrownBy(() -> desk.administration.replay(id, DAY, Desk.ANN))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem().type())
                                        .hasToString("urn:hostkey-sync:problem/replay-running"));
        disable(id);
        assertThatThrownBy(() -> desk.administration.replay(id, DAY, Desk.ANN))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem().type())
                                        .hasToString(
                                                "urn:hostkey-sync:problem/subscription-disabled"));
    }

    private static SubscriptionView.ReplayView progress(SubscriptionView view) {
        return java.util.Objects.requireNonNull(view.replay());
    }

    private void disable(UUID id) {
        SubscriptionView _ = desk.administration.change(id, enabled(false), Desk.ANN);
    }

    private SubscriptionView enable(UUID id) {
        return desk.administration.change(id, enabled(true), Desk.ANN);
    }

    private static SubscriptionBody enabled(boolean enabled) {
        return new SubscriptionBody(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(enabled));
    }

    private static final class ThreadDead extends Error {
        private static final long serialVersionUID = 1L;
    }
}
