package dev.hostkeysync.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.DatabaseFaults;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final Instant EIGHT = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UserReference ZOE =
            UserReference.none().with(new EmailAddress("zoe@example.com"));

    private final TestDatabase database = TestDatabase.fresh();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final DirectoryFixture directory =
            new DirectoryFixture(
                    database.jdbi(), new FixedIds(), new TestClock("2026-11-22T10:00:00Z"));
    private final TakenEvents taken = new TakenEvents();
    private final Inbox inbox = inbox(PATIENCE);

    private Inbox inbox(Duration patience) {
        return new Inbox(
                database.jdbi(), directory.directory(), new WebhookCounter(metrics), patience);
    }

    @Test
    void takesAnEventAndSaysWhatCameOfIt() {
        assertThat(inbox.take(created("a"))).isEqualTo(Outcome.CHANGED);
        assertThat(inbox.take(notice("b", 1, new Report.Activated(ZOE))))
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(inbox.take(notice("c", 0, new Report.Activated(ZOE)))).isEqualTo(Outcome.LATE);
        assertThat(
                        inbox.take(
                                notice(
                                        "d",
                                        2,
                                        new Report.Activated(
                                                UserReference.none().withUserName("max")))))
                .isEqualTo(Outcome.UNKNOWN_USER);
        assertThat(OutboxFixture.values(database.jdbi()))
                .singleElement()
                .asString()
                .contains("\"origin\":\"webhook:okta\"");
        assertThat(counted())
                .containsExactly("changed 1", "late 1", "unchanged 1", "unknown-user 1");
    }

    @Test
    void namesWhoCannotBeToldApart() {
        for (String name : List.of("one", "two")) {
            Profile profile =
                    new Profile(
                            name,
                            Optional.empty(),
                            EmailAddress.parse("zoe@example.com"),
                            Optional.empty(),
                            true,
                            "{}");
            inbox.take(
                    notice(
                            name,
                            0,
                            new Report.Created(
                                    UserReference.none().with(new ExternalId(name)), profile)));
        }

        assertThat(inbox.take(notice("x", 1, new Report.Deactivated(ZOE))))
                .isEqualTo(Outcome.AMBIGUOUS_USER);
    }

    @Nested
    class Twice {

        @Test
        void isTakenOnce() {
            inbox.take(created("a"));

            assertThat(inbox.take(notice("a", 5, new Report.Deactivated(ZOE))))
                    .isEqualTo(Outcome.DUPLICATE);
            assertThat(OutboxFixture.lines(database.jdbi())).hasSize(1);
            assertThat(counted()).containsExactly("changed 1", "duplicate 1");
        }

        @Test
        void isKnownUnderAnyOfItsIds() {
            inbox.take(new Notice("okta", List.of("a", "b"), EIGHT, creation()));

            assertThat(inbox.take(new Notice("okta", List.of("b", "c"), EIGHT, creation())))
                    .isEqualTo(Outcome.DUPLICATE);
            assertThat(inbox.take(new Notice("okta", List.of("c"), EIGHT, creation())))
                    .isEqualTo(Outcome.DUPLICATE);
            assertThat(inbox.take(new Notice("okta", List.of("d", "d"), EIGHT, creation())))
                    .isEqualTo(Outcome.UNCHANGED);
        }

        @Test
        void isNotTheSameOfAnotherSource() {
            inbox.take(created("a"));

            assertThat(inbox.take(new Notice("zoom", List.of("a"), EIGHT, creation())))
                    .isEqualTo(Outcome.UNCHANGED);
        }

        @Test
        void isTakenOnceWhenAllComeAtOnce() throws Exception {
            inbox.take(created("a"));
            List<Callable<Outcome>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(() -> inbox.take(notice("b", 5, new Report.SignInChanged(ZOE))));
            }

            try (var threads = Executors.newFixedThreadPool(12)) {
                List<Outcome> outcomes =
                        threads.invokeAll(calls).stream().map(Future::resultNow).toList();

                assertThat(outcomes.stream().filter(Outcome.CHANGED::equals)).hasSize(1);
                assertThat(outcomes.stream().filter(Outcome.DUPLICATE::equals)).hasSize(11);
            }
            assertThat(OutboxFixture.lines(database.jdbi())).hasSize(2);
        }

        @Test
        void waitsForTheFirstToBeCommitted() throws Exception {
            assertThat(secondOf(/* firstIsCommitted */ true)).isEqualTo(Outcome.DUPLICATE);
        }

        @Test
        void takesThePlaceOfTheFirstThatFailed() throws Exception {
            assertThat(secondOf(/* firstIsCommitted */ false)).isEqualTo(Outcome.CHANGED);
        }

        private Outcome secondOf(boolean firstIsCommitted) throws Exception {
            try (Handle first = database.jdbi().open();
                    var threads = Executors.newSingleThreadExecutor()) {
                Handle _ = first.begin();
                assertThat(taken.add(first, "okta", List.of("a"), PATIENCE)).isTrue();
                Future<Outcome> second = threads.submit(() -> inbox.take(created("a")));
                untilSomebodyWaits();
                Handle _ = firstIsCommitted ? first.commit() : first.rollback();
                return second.get();
            }
        }

        @Test
        void doesNotWaitForLong() {
            try (Handle first = database.jdbi().open()) {
                Handle _ = first.begin();
                assertThat(taken.add(first, "okta", List.of("a"), PATIENCE)).isTrue();

                assertThatThrownBy(() -> inbox(Duration.ofMillis(20)).take(created("a")))
                        .matches(DatabaseFaults::mayPass);

                Handle _ = first.rollback();
            }
            assertThat(counted()).containsExactly("failed 1");
        }
    }

    @Nested
    class Batches {

        @Test
        void areKnownOnceTheyAreRemembered() {
            assertThat(inbox.knows("okta", "batch")).isFalse();

            inbox.remember("okta", "batch");
            inbox.remember("okta", "batch");

            assertThat(inbox.knows("okta", "batch")).isTrue();
            assertThat(inbox.knows("zoom", "batch")).isFalse();
            assertThat(counted()).isEmpty();
        }
    }

    @Nested
    class InTrouble {

        @Test
        void countsAndLeavesNothingBehind() {
            Report faulty =
                    new Report.Profiled(
                            ZOE,
                            _ -> {
                                throw new IllegalStateException("a fault of ours");
                            });
            inbox.take(created("a"));

            assertThatThrownBy(() -> inbox.take(notice("b", 1, faulty)))
                    .hasMessage("a fault of ours");

            assertThat(inbox.knows("okta", "b")).isFalse();
            assertThat(counted()).containsExactly("changed 1", "failed 1");
        }

        @Test
        void tellsWhoComesToAFullHouseToComeAgain() throws Exception {
            Inbox hasty = inbox(Duration.ofMillis(20));
            CountDownLatch inside = new CountDownLatch(8);
            CountDownLatch done = new CountDownLatch(1);
            try (var threads = Executors.newFixedThreadPool(8)) {
                List<Future<Outcome>> first = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    Notice slow =
                            notice(
                                    "slow" + i,
                                    1,
                                    new Report.Profiled(
                                            UserReference.none().withUserName("user" + i),
                                            was -> waited(was, inside, done)));
                    first.add(threads.submit(() -> hasty.take(slow)));
                }
                inside.await();

                assertThatThrownBy(() -> hasty.take(created("late")))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                refused -> {
                                    assertThat(refused.problem().status()).isEqualTo(503);
                                    assertThat(refused.problem().retryAfter())
                                            .contains(Duration.ofSeconds(5));
                                });
                done.countDown();

                for (Future<Outcome> one : first) {
                    assertThat(one.get()).isEqualTo(Outcome.UNKNOWN_USER);
                }
            }
            assertThat(hasty.take(created("late"))).isEqualTo(Outcome.CHANGED);
            assertThat(counted()).containsExactly("changed 1", "failed 1", "unknown-user 8");
        }

        @Test
        void doesNotLetARemovalWaitForItsPlaceInItsTurn() throws Exception {
            Inbox patient = inbox(Duration.ofDays(1));
            CountDownLatch inside = new CountDownLatch(8);
            CountDownLatch done = new CountDownLatch(1);
            try (var threads = Executors.newFixedThreadPool(8)) {
                for (int i = 0; i < 8; i++) {
                    Notice slow =
                            notice(
                                    "slow" + i,
                                    1,
                                    new Report.Profiled(
                                            UserReference.none().withUserName("user" + i),
                                            was -> waited(was, inside, done)));
                    Future<Outcome> _ = threads.submit(() -> patient.take(slow));
                }
                inside.await();

                assertThatThrownBy(() -> patient.take(notice("x", 1, new Report.Removed(ZOE))))
                        .isInstanceOf(ProblemException.class);

                done.countDown();
            }
        }

        private static Profile waited(Profile was, CountDownLatch inside, CountDownLatch done) {
            inside.countDown();
            try {
                done.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return was;
        }
    }

    private void untilSomebodyWaits() {
        while (database.jdbi()
                        .withHandle(db ->
                                db.select(
                                                "SELECT count(*) FROM pg_stat_activity WHERE"
                                                        + " wait_event_type = 'Lock' AND datname ="
                                                        + " current_database()")
                                        .mapTo(Integer.class)
                                        .one())
                == 0) {
            Thread.onSpinWait();
        }
    }

    private static Notice created(String id) {
        return notice(id, 0, creation());
    }

    private static Report creation() {
        return new Report.Created(ZOE, profile("zoe@example.com", "{\"active\":true}"));
    }

    private static Profile profile(String name, String document) {
        return new Profile(
                name, Optional.empty(), EmailAddress.parse(name), Optional.empty(), true, document);
    }

    private static Notice notice(String id, int minute, Report report) {
        return new Notice("okta", List.of(id), EIGHT.plus(Duration.ofMinutes(minute)), report);
    }

    /// Outcome and how often, in the order of names.
    private List<String> counted() {
        return metrics.find("hostkeysync_webhooks_total").tag("source", "okta").counters().stream()
                .map(counter ->
                        counter.getId().getTag("outcome") + " " + Math.round(counter.count()))
                .sorted()
                .toList();
    }
}
