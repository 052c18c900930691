package dev.hostkeysync.provisioning;

import static dev.hostkeysync.provisioning.Journey.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.Envelope;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What follows when somebody else set a host key at Zoom, and when Zoom has a user at last.
class DriftReactionTest {

    private final Journey journey = new Journey();
    private long version = 100;

    @Nested
    class Reclaim {

        @Test
        void replacesTheForeignKey() {
            UserId zoe = issued("zoe@example.com");

            journey.consume(List.of(drift(zoe, NOW)));

            assertThat(journey.active(zoe).orElseThrow().driftedAt()).contains(NOW);
            journey.turn();
            assertThat(journey.active(zoe).orElseThrow().version()).isEqualTo(2);
            assertThat(journey.active(zoe).orElseThrow().driftedAt()).isEmpty();
            assertThat(journey.zoom.digits).hasSize(2).doesNotHaveDuplicates();
            assertThat(journey.announced())
                    .containsExactly("issued 1 user-created", "rotated 2 host-key-drifted");
        }

        @Test
        void replacesAConcealedKeyByAConcealedOne() {
            UserId zoe = issued("zoe@example.com");
            journey.edit(zoe, "zoe@example.com", false);
            journey.turn();

            journey.consume(List.of(drift(zoe, NOW)));
            journey.turn();

            assertThat(journey.active(zoe).orElseThrow().version()).isEqualTo(3);
            assertThat(journey.active(zoe).orElseThrow().concealed()).isTrue();
            assertThat(journey.announced()).last().isEqualTo("revoked 3 host-key-drifted");
        }

        @Test
        void doesNothingWhenANewerKeyIsInForceAlready() {
            UserId zoe = issued("zoe@example.com");

            journey.consume(List.of(drift(zoe, NOW.minusSeconds(1))));

            assertThat(journey.turn()).isZero();
            assertThat(journey.active(zoe).orElseThrow().driftedAt()).isEmpty();
        }

        @Test
        void hearsOfADriftOnce() {
            UserId zoe = issued("zoe@example.com");
            LifecycleEvent drift = drift(zoe, NOW);

            journey.consume(List.of(drift));
            journey.turn();
            journey.consume(List.of(drift));

            assertThat(journey.turn()).isZero();
            assertThat(journey.announced()).hasSize(2);
        }

        @Test
        void sendsAnotherKeyWhenTheForeignOneCameWhileOursWasUnderWay() {
            UserId zoe = journey.create("zoe@example.com");
            journey.zoom.meanwhile = () -> journey.consume(List.of(drift(zoe, NOW)));

            journey.turn();
            boolean open = journey.pending(zoe).isPresent();
            journey.turn();

            assertThat(open).isTrue();
            assertThat(journey.active(zoe).orElseThrow().version()).isEqualTo(2);
            assertThat(journey.active(zoe).orElseThrow().driftedAt()).isEmpty();
            assertThat(journey.row(zoe)).isEqualTo("DONE");
            assertThat(journey.announced())
                    .containsExactly("issued 1 host-key-drifted", "rotated 2 host-key-drifted");
        }

        @Test
        void keepsTheDigitsOfAKeyInDoubt() {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(new ZoomOutcome.Unknown("timeout"));
            journey.turn();

            journey.consume(List.of(drift(zoe, NOW)));
            journey.makeEverybodyDue();
            journey.turn();

            assertThat(journey.zoom.digits).hasSize(2);
            assertThat(journey.zoom.digits.getFirst()).isEqualTo(journey.zoom.digits.getLast());
            assertThat(journey.active(zoe).orElseThrow().driftedAt()).isEmpty();
            assertThat(journey.announced()).containsExactly("issued 1 host-key-drifted");
        }

        @Test
        void leavesProtectedUsersAsTheyAreButForTheMark() {
            UserId ceo = issued("boss@example.com");
            journey.edit(ceo, "ceo@example.com", true);

            journey.consume(List.of(drift(ceo, "ceo@example.com", NOW)));

            assertThat(journey.active(ceo).orElseThrow().driftedAt()).contains(NOW);
            assertThat(journey.zoom.digits).hasSize(1);
            assertThat(journey.pending(ceo)).isEmpty();
        }

        @Test
        void tellsTheOperatorWithoutDigits() {
            UserId zoe = issued("zoe@example.com");
            try (CapturedLogs logs = CapturedLogs.everything()) {
                journey.consume(List.of(drift(zoe, NOW)));

                assertThat(logs.text())
                        .contains("Somebody changed the host key of user")
                        .contains(zoe.toString())
                        .doesNotContain(journey.activeDigits(zoe));
            }
        }
    }

    @Nested
    class Report {

        private final Journey reporting = new Journey(Action.REPORT);

        @Test
        void marksTheKeyAndLeavesItAtThat() {
            UserId zoe = reporting.create("zoe@example.com");
            reporting.turn();

            reporting.consume(List.of(drift(zoe, NOW)));

            assertThat(reporting.active(zoe).orElseThrow().driftedAt()).contains(NOW);
            assertThat(reporting.pending(zoe)).isEmpty();
            assertThat(reporting.turn()).isZero();
            assertThat(reporting.announced()).containsExactly("issued 1 user-created");
        }

        @Test
        void keepsTheMarkOfAKeyThatWasUnderWay() {
            UserId zoe = reporting.create("zoe@example.com");
            reporting.zoom.meanwhile = () -> reporting.consume(List.of(drift(zoe, NOW)));

            reporting.turn();

            assertThat(reporting.active(zoe).orElseThrow().driftedAt()).contains(NOW);
            assertThat(reporting.turn()).isZero();
        }

        @Test
        void isOverWithTheNextKey() {
            UserId zoe = reporting.create("zoe@example.com");
            reporting.turn();
            reporting.consume(List.of(drift(zoe, NOW)));

            LifecycleEvent changed =
                    reporting
                            .directory
                            .changed(
                                    new dev.hostkeysync.directory.UserChange.Edit(
                                            zoe,
                                            java.util.OptionalLong.empty(),
                                            _ -> Journey.profile("zoe.new@example.com", true)))
                            .getFirst();
            reporting.consume(List.of(atVersion(changed, 200)));
            reporting.turn();

            assertThat(reporting.active(zoe).orElseThrow().version()).isEqualTo(2);
            assertThat(reporting.active(zoe).orElseThrow().driftedAt()).isEmpty();
        }
    }

    @Nested
    class Waking {

        @Test
        void triesAtOnceWhatWaitsForZoom() {
            UserId zoe = waiting(new ZoomOutcome.NotThereYet("404/1001"));

            journey.consume(List.of(ready(zoe)));

            assertThat(journey.row(zoe)).isEqualTo("DUE");
            assertThat(journey.turn()).isEqualTo(1);
            assertThat(journey.announced()).containsExactly("issued 1 user-created");
            assertThat(journey.zoom.digits.getFirst()).isEqualTo(journey.zoom.digits.getLast());
        }

        @Test
        void beginsWithShortPausesAgain() {
            UserId zoe = waiting(new ZoomOutcome.NotLicensed("1109"));
            for (int i = 0; i < 5; i++) {
                journey.makeEverybodyDue();
                journey.answer(new ZoomOutcome.NotLicensed("1109"));
                journey.turn();
            }
            Duration long_ = journey.untilDue(zoe);

            journey.consume(List.of(ready(zoe)));
            journey.answer(new ZoomOutcome.NotLicensed("1109"));
            journey.turn();

            assertThat(long_).isGreaterThan(Duration.ofSeconds(60));
            assertThat(journey.untilDue(zoe)).isBetween(Duration.ZERO, Duration.ofSeconds(5));
            assertThat(journey.row(zoe)).isEqualTo("WAITING: 1109");
        }

        @Test
        void disturbsNobodyElse() {
            UserId done = issued("zoe@example.com");
            UserId unknown = journey.create("max@example.com");
            journey.answer(new ZoomOutcome.Unknown("timeout"));
            journey.turn();
            Duration before = journey.untilDue(unknown);

            journey.consume(List.of(ready(done), ready(unknown)));

            assertThat(journey.row(done)).isEqualTo("DONE");
            assertThat(journey.row(unknown)).isEqualTo("IN_DOUBT: timeout");
            assertThat(journey.untilDue(unknown)).isLessThanOrEqualTo(before);
            assertThat(journey.untilDue(unknown)).isPositive();
        }

        private UserId waiting(ZoomOutcome why) {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(why);
            journey.turn();
            assertThat(journey.row(zoe)).startsWith("WAITING");
            return zoe;
        }
    }

    private UserId issued(String email) {
        UserId user = journey.create(email);
        journey.turn();
        return user;
    }

    private LifecycleEvent drift(UserId user, Instant heardAt) {
        return drift(user, "zoe@example.com", heardAt);
    }

    private LifecycleEvent drift(UserId user, String email, Instant heardAt) {
        return new LifecycleEvent.HostKeyDrifted(envelope(user, email, heardAt));
    }

    private LifecycleEvent ready(UserId user) {
        return new LifecycleEvent.ZoomUserReady(envelope(user, "zoe@example.com", NOW));
    }

    private Envelope envelope(UserId user, String email, Instant at) {
        version++;
        return new Envelope(
                new UUID(0, version),
                at,
                "webhook:zoom",
                user,
                version,
                Optional.empty(),
                Optional.of(new EmailAddress(email)),
                Optional.empty());
    }

    private static LifecycleEvent atVersion(LifecycleEvent event, long version) {
        LifecycleEvent.SsoChanged changed = (LifecycleEvent.SsoChanged) event;
        Envelope old = changed.envelope();
        return new LifecycleEvent.SsoChanged(
                new Envelope(
                        old.id(),
                        old.occurredAt(),
                        old.origin(),
                        old.userId(),
                        version,
                        old.zoomUserId(),
                        old.email(),
                        old.trace()),
                changed.before(),
                changed.after());
    }
}
