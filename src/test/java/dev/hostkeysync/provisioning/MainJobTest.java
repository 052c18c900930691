package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.limit.RateClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What events and Zoom's answers make of a user's key, on a real PostgreSQL.
class MainJobTest {

    private final Journey journey = new Journey();

    @Nested
    class Triggers {

        @Test
        void writesTheKeyAheadOfAnyCall() {
            UserId zoe = journey.create("zoe@example.com");

            HostKey.Pending pending = journey.pending(zoe).orElseThrow();
            assertThat(pending.version()).isEqualTo(1);
            assertThat(pending.concealed()).isFalse();
            assertThat(pending.sent()).isFalse();
            assertThat(journey.zoom.digits).isEmpty();
            assertThat(journey.row(zoe)).isEqualTo("DUE");
        }

        @Test
        void issuesAKeyToACreatedUser() {
            UserId zoe = journey.create("zoe@example.com");

            assertThat(journey.turn()).isEqualTo(1);

            assertThat(journey.zoom.users).containsExactly("zoe%40example.com");
            assertThat(journey.activeDigits(zoe)).isEqualTo(journey.zoom.digits.getFirst());
            assertThat(journey.pending(zoe)).isEmpty();
            assertThat(journey.row(zoe)).isEqualTo("DONE");
            assertThat(journey.announced()).containsExactly("issued 1 user-created");
            assertThat(journey.turn()).isZero();
        }

        @Test
        void rotatesWhenTheSignInChanges() {
            UserId zoe = issued("zoe@example.com");

            journey.edit(zoe, "zoe.new@example.com", true);
            journey.turn();

            assertThat(journey.zoom.users.getLast()).isEqualTo("zoe.new%40example.com");
            assertThat(journey.zoom.digits).hasSize(2).doesNotHaveDuplicates();
            assertThat(journey.active(zoe).orElseThrow().version()).isEqualTo(2);
            assertThat(journey.announced())
                    .containsExactly("issued 1 user-created", "rotated 2 sso-changed");
        }

        @Test
        void concealsTheKeyOfADeactivatedUserAndIssuesAnotherOnReturn() {
            UserId zoe = issued("zoe@example.com");

            journey.edit(zoe, "zoe@example.com", false);
            journey.turn();
            boolean concealed = journey.active(zoe).orElseThrow().concealed();
            journey.edit(zoe, "zoe@example.com", true);
            journey.turn();

            assertThat(concealed).isTrue();
            assertThat(journey.active(zoe).orElseThrow().concealed()).isFalse();
            assertThat(journey.announced())
                    .containsExactly(
                            "issued 1 user-created",
                            "revoked 2 user-deactivated",
                            "issued 3 user-reactivated");
            assertThat(journey.zoom.digits).hasSize(3).doesNotHaveDuplicates();
        }

        @Test
        void revokesTheKeyOfARemovedUserWhileZoomObeys() {
            UserId zoe = issued("zoe@example.com");

            journey.remove(zoe);
            journey.turn();

            assertThat(journey.active(zoe).orElseThrow().concealed()).isTrue();
            assertThat(journey.announced())
                    .containsExactly("issued 1 user-created", "revoked 2 user-removed");
        }

        @Test
        void shredsTheKeyOfATransferredUserWhomZoomNoLongerKnows() {
            UserId zoe = issued("zoe@example.com");
            journey.answer(new ZoomOutcome.NotThereYet("no such user"));

            journey.transfer("KDcuGIm1QgePTO8WbOqwIQ", "zoe@example.com");
            journey.turn();

            assertThat(journey.zoom.users.getLast()).isEqualTo("KDcuGIm1QgePTO8WbOqwIQ");
            assertThat(journey.active(zoe)).isEmpty();
            assertThat(journey.pending(zoe)).isEmpty();
            assertThat(sealedRows()).isZero();
            assertThat(journey.row(zoe)).isEqualTo("DONE");
            assertThat(journey.announced())
                    .containsExactly("issued 1 user-created", "revoked 1 user-transferred");
        }

        @Test
        void givesNobodyAKeyWhoWasSwitchedOffFromTheFirstMoment() {
            UserId zoe = createdInactive();

            assertThat(journey.pending(zoe)).isEmpty();
            assertThat(journey.turn()).isZero();

            journey.edit(zoe, "zoe@example.com", true);
            journey.turn();

            assertThat(journey.announced()).containsExactly("issued 1 user-reactivated");
        }

        @Test
        void doesNotRotateForAUserWhoIsSwitchedOff() {
            UserId zoe = createdInactive();

            journey.change(
                    new UserChange.Edit(
                            zoe,
                            OptionalLong.empty(),
                            _ -> Journey.profile("zoe.new@example.com", false)));

            assertThat(journey.turn()).isZero();
        }

        @Test
        void neverTouchesAProtectedUser() {
            UserId ceo = journey.create("CEO@example.com");

            assertThat(journey.pending(ceo)).isEmpty();
            assertThat(journey.turn()).isZero();
        }

        private UserId createdInactive() {
            return journey.change(new UserChange.Create(Journey.profile("zoe@example.com", false)))
                    .getFirst()
                    .envelope()
                    .userId();
        }
    }

    @Nested
    class Delivery {

        @Test
        void takesAReplayForWhatItIs() {
            List<LifecycleEvent> events =
                    journey.change(new UserChange.Create(Journey.profile("zoe@example.com", true)));
            journey.turn();

            journey.consume(events);
            journey.consume(events);

            assertThat(journey.turn()).isZero();
            assertThat(journey.announced()).containsExactly("issued 1 user-created");
        }

        @Test
        void spendsOneCallOnABurstOfEvents() {
            UserId zoe = issued("zoe@example.com");

            for (int i = 0; i < 10; i++) {
                journey.edit(zoe, "zoe." + i + "@example.com", true);
            }
            journey.turn();
            journey.turn();

            assertThat(journey.zoom.digits).hasSize(2);
            assertThat(journey.announced())
                    .containsExactly("issued 1 user-created", "rotated 2 sso-changed");
        }

        @Test
        void letsThePredecessorsRevocationNotReachTheSuccessor() {
            UserId first = issued("zoe@example.com");
            journey.answer(new ZoomOutcome.Unknown("time-out"));
            journey.remove(first);
            journey.turn();

            UserId second = journey.create("zoe@example.com");
            journey.makeEverybodyDue();
            journey.turn();

            assertThat(journey.row(first)).isEqualTo("DONE");
            assertThat(journey.turn()).isZero();
            assertThat(journey.activeDigits(second)).isEqualTo(journey.zoom.digits.getLast());
            assertThat(journey.announced())
                    .containsExactly(
                            "issued 1 user-created",
                            "revoked 1 user-removed",
                            "issued 1 user-created");
        }
    }

    @Nested
    class Answers {

        @Test
        void pushesTheSameDigitsAfterAnUnclearAnswer() {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(
                    new ZoomOutcome.Unknown("time-out"),
                    new ZoomOutcome.Unknown("Zoom answered 502"));

            for (int i = 0; i < 3; i++) {
                journey.turn();
                journey.makeEverybodyDue();
            }

            assertThat(journey.zoom.digits).hasSize(3).containsOnly(journey.activeDigits(zoe));
            assertThat(journey.announced()).containsExactly("issued 1 user-created");
        }

        @Test
        void keepsTheDigitsInDoubtThroughFurtherEvents() {
            UserId zoe = issued("zoe@example.com");
            journey.answer(new ZoomOutcome.Unknown("time-out"));
            journey.edit(zoe, "zoe.2@example.com", true);
            journey.turn();

            journey.edit(zoe, "zoe.2@example.com", false);
            journey.edit(zoe, "zoe.3@example.com", true);
            journey.makeEverybodyDue();
            journey.turn();

            assertThat(journey.zoom.digits.get(2)).isEqualTo(journey.zoom.digits.get(1));
            assertThat(journey.active(zoe).orElseThrow().concealed()).isFalse();
        }

        @Test
        void followsAKeyThatWasInDoubtAndThenConcealedWithAnother() {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(new ZoomOutcome.Unknown("time-out"));
            journey.turn();

            journey.edit(zoe, "zoe@example.com", false);
            journey.makeEverybodyDue();
            journey.turn();
            journey.turn();

            // The first two are the candidate that a reader may have seen; the third nobody has.
            assertThat(journey.zoom.digits).hasSize(3);
            assertThat(journey.zoom.digits.get(1)).isEqualTo(journey.zoom.digits.get(0));
            assertThat(journey.activeDigits(zoe)).isEqualTo(journey.zoom.digits.get(2));
            assertThat(journey.zoom.digits.get(2)).isNotEqualTo(journey.zoom.digits.get(0));
            assertThat(journey.announced())
                    .containsExactly("revoked 1 user-deactivated", "revoked 2 user-deactivated");
            assertThat(journey.turn()).isZero();
        }

        @Test
        void isInDoubtWhenTheProcessDiedAroundTheCall() {
            UserId zoe = journey.create("zoe@example.com");
            String digits = journey.ledger.digitsOf(journey.pending(zoe).orElseThrow()).reveal();

            journey.dieBeforeTheCall();
            boolean sent = journey.pending(zoe).orElseThrow().sent();
            journey.turn();

            assertThat(sent).isTrue();
            assertThat(journey.zoom.digits).containsExactly(digits);
            assertThat(journey.activeDigits(zoe)).isEqualTo(digits);
        }

        @Test
        void staysInDoubtWhenTheNextCallIsThrottled() {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(
                    new ZoomOutcome.Unknown("time-out"),
                    new ZoomOutcome.Throttled(Duration.ofSeconds(9), false, "too many calls"));

            journey.turn();
            journey.makeEverybodyDue();
            journey.turn();

            assertThat(journey.row(zoe)).isEqualTo("IN_DOUBT");
            assertThat(journey.pending(zoe).orElseThrow().sent()).isTrue();
        }

        @Test
        void holdsEverybodyAsLongAsZoomAsks() {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(
                    new ZoomOutcome.Throttled(Duration.ofSeconds(30), false, "too many calls"));

            journey.turn();

            assertThat(journey.budget.heldNow(RateClass.LIGHT).orElseThrow().reason())
                    .isEqualTo("too many calls");
            assertThat(journey.row(zoe)).isEqualTo("DUE");
            assertThat(journey.pending(zoe).orElseThrow().sent()).isFalse();
            assertThat(journey.untilDue(zoe))
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        }

        @Test
        void holdsEverybodyAndBurnsNoKeyWhenTheAccountIsRefused() {
            UserId zoe = journey.create("zoe@example.com");
            HostKey.Pending before = journey.pending(zoe).orElseThrow();
            journey.answer(new ZoomOutcome.AccountRefused("Zoom answered 400/200"));

            journey.turn();

            for (RateClass rateClass : RateClass.values()) {
                assertThat(journey.budget.heldNow(rateClass).orElseThrow().reason())
                        .isEqualTo("Zoom answered 400/200");
            }
            assertThat(journey.pending(zoe)).contains(before);
            assertThat(journey.row(zoe)).isEqualTo("DUE");
        }

        @Test
        void drawsAnotherKeyAfterARefusalThreeTimesAtMost() {
            UserId zoe = journey.create("zoe@example.com");
            ZoomOutcome refusal = new ZoomOutcome.RefusedValue("Zoom answered 400/300");
            journey.answer(refusal, refusal, refusal);

            assertThat(journey.turn()).isEqualTo(1);
            assertThat(journey.turn()).isEqualTo(1);
            assertThat(journey.turn()).isEqualTo(1);
            assertThat(journey.turn()).isZero();

            assertThat(journey.zoom.digits).hasSize(3).doesNotHaveDuplicates();
            assertThat(journey.row(zoe)).isEqualTo("REFUSED: Zoom answered 400/300");
            assertThat(journey.announced()).containsExactly("failed  Zoom answered 400/300");
            assertThat(journey.pending(zoe).orElseThrow().version()).isEqualTo(4);
        }

        @Test
        void waitsForAUserWhomZoomDoesNotKnowYet() {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(new ZoomOutcome.NotThereYet("Zoom answered 404/1001: no such user"));

            journey.turn();

            assertThat(journey.row(zoe)).isEqualTo("WAITING: Zoom answered 404/1001: no such user");
            assertThat(journey.pending(zoe).orElseThrow().sent()).isFalse();
            assertThat(journey.untilDue(zoe))
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
        }

        @Test
        void waitsForALicence() {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(new ZoomOutcome.NotLicensed("Zoom answered 400/1109"));

            journey.turn();
            journey.makeEverybodyDue();
            journey.turn();

            assertThat(journey.zoom.digits).hasSize(2).containsOnly(journey.activeDigits(zoe));
        }

        @Test
        void triesAgainSoonWhenNothingCouldBeSent() {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(new ZoomOutcome.NotSent("connection refused"));

            journey.turn();

            assertThat(journey.row(zoe)).isEqualTo("DUE");
            assertThat(journey.pending(zoe).orElseThrow().sent()).isFalse();
        }

        @Test
        void givesBackAtOnceWhomZoomWasNotAskedAboutBeforeTheProcessEnds() {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(new ZoomOutcome.NotSent("no slot"));

            journey.leases
                    .take(Optional.empty(), 1)
                    .forEach(work -> journey.sync.run(work, () -> false, () -> true));

            assertThat(journey.pending(zoe).orElseThrow().sent()).isFalse();
            List<Work> next = journey.leases.take(Optional.empty(), 1);
            assertThat(next).hasSize(1);
            assertThat(next.getFirst().row().attempts()).isZero();
        }

        @Test
        void leavesInDoubtWhatWasInDoubtBeforeTheProcessEnds() {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(new ZoomOutcome.Unknown("time-out"), new ZoomOutcome.NotSent("no slot"));
            journey.turn();
            journey.makeEverybodyDue();

            journey.leases
                    .take(Optional.empty(), 1)
                    .forEach(work -> journey.sync.run(work, () -> false, () -> true));

            assertThat(journey.row(zoe)).isEqualTo("IN_DOUBT: time-out");
            assertThat(journey.pending(zoe).orElseThrow().sent()).isTrue();
            assertThat(journey.leases.take(Optional.empty(), 1)).hasSize(1);
        }
    }

    private UserId issued(String email) {
        UserId user = journey.create(email);
        journey.turn();
        return user;
    }

    private long sealedRows() {
        return journey.jdbi.withHandle(handle ->
                handle.select("SELECT count(*) FROM host_key WHERE sealed IS NOT NULL")
                        .mapTo(Long.class)
                        .one());
    }
}
