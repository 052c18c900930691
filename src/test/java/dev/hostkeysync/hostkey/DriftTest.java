package dev.hostkeysync.hostkey;

import static dev.hostkeysync.hostkey.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.testing.CapturedLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whose host key is it that Zoom tells of?
class DriftTest {

    private static final HostKeyDigits FOREIGN = HostKeyDigits.of("4071936285");

    private final LedgerFixture fixture = LedgerFixture.shared();
    private final HostKeyLedger ledger = fixture.ledger();
    private final UserId zoe = LedgerFixture.newUser();

    @Nested
    class Question {

        @Test
        void isNoDriftForWhoeverHasNoKeyOfOurs() {
            assertThat(isDrift(FOREIGN, NOW)).isFalse();
        }

        @Test
        void isNoDriftBeforeTheFirstKeyWasSent() {
            HostKey.Pending _ = fixture.opened(zoe);

            assertThat(isDrift(FOREIGN, NOW)).isFalse();
        }

        @Test
        void isNoDriftWhenItIsTheKeyInForceAtAnyTime() {
            HostKeyDigits ours = ledger.digitsOf(fixture.activated(zoe));

            assertThat(isDrift(ours, NOW)).isFalse();
            assertThat(isDrift(ours, NOW.plus(Duration.ofDays(30)))).isFalse();
        }

        @Test
        void isNoDriftWhenItIsTheKeyOnItsWay() {
            HostKey.Pending _ = fixture.activated(zoe);
            HostKeyDigits next = ledger.digitsOf(fixture.opened(zoe));
            boolean beforeItWasSent = isDrift(next, NOW.plusSeconds(1));
            fixture.markSent(zoe);

            assertThat(beforeItWasSent).isTrue();
            assertThat(isDrift(next, NOW.plusSeconds(1))).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"-1, false", "0, false", "120, false", "121, true", "864000, true"})
        void isNoDriftWhenAnOldKeyOfOursComesBackLate(long secondsAfterItsEnd, boolean drift) {
            HostKeyDigits old = ledger.digitsOf(fixture.activated(zoe));
            HostKey.Pending _ = fixture.activated(zoe);

            assertThat(isDrift(old, NOW.plusSeconds(secondsAfterItsEnd))).isEqualTo(drift);
        }

        @ParameterizedTest
        @CsvSource({"-3600, false", "-3, false", "-2, true", "0, true", "1, true", "864000, true"})
        void isDriftWhenNothingOfOursWasSetSince(long secondsAfterActivation, boolean drift) {
            HostKey.Pending _ = fixture.activated(zoe);

            assertThat(isDrift(FOREIGN, NOW.plusSeconds(secondsAfterActivation))).isEqualTo(drift);
        }

        @ParameterizedTest
        @CsvSource({"-3, false", "-2, true", "30, true", "60, true"})
        void isDriftAlsoWhenTheKeyWasUnderWayThen(long secondsAfterSending, boolean drift) {
            HostKey.Pending pending = fixture.opened(zoe);
            fixture.markSent(zoe);
            assertThat(fixture.aMinuteLater().activate(zoe, pending.version())).isPresent();

            assertThat(isDrift(FOREIGN, NOW.plusSeconds(secondsAfterSending))).isEqualTo(drift);
        }

        @Test
        void isDriftAlsoOfAKeyThatNobodyIsShown() {
            OpenResult _ = fixture.open(zoe, true);
            assertThat(fixture.activate(zoe, 1)).isPresent();

            assertThat(isDrift(FOREIGN, NOW)).isTrue();
        }

        @Test
        void isNoDriftOnceTheUserIsGone() {
            HostKeyDigits old = ledger.digitsOf(fixture.activated(zoe));
            assertThat(fixture.revoke(zoe)).isPresent();

            assertThat(isDrift(old, NOW)).isFalse();
            assertThat(isDrift(FOREIGN, NOW)).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"-2, false", "0, false", "300, false", "301, true"})
        void isTakenForOursWithoutDigitsIfWeSetOneThen(long secondsLater, boolean drift) {
            HostKey.Pending _ = fixture.activated(zoe);

            assertThat(isDrift(Optional.empty(), NOW.plusSeconds(secondsLater))).isEqualTo(drift);
        }

        @Test
        void isTakenForOursWithoutDigitsForAsLongAsWeAreSending() {
            HostKey.Pending _ = fixture.activated(zoe);
            HostKey.Pending _ = fixture.opened(zoe);
            LedgerFixture later = fixture.aMinuteLater();
            later.markSent(zoe);

            assertThat(isDrift(Optional.empty(), NOW.plus(Duration.ofDays(1)))).isFalse();
        }

        @Test
        void isDriftWhenTheStoredKeyCannotBeRead() {
            HostKeyDigits ours = ledger.digitsOf(fixture.activated(zoe));
            LedgerFixture other =
                    LedgerFixture.of(
                            fixture.jdbi(),
                            Keysets.sealer(Keysets.aead()),
                            new java.security.SecureRandom(),
                            NOW);
            try (CapturedLogs logs = CapturedLogs.everything()) {
                boolean drift =
                        other.inTransaction(
                                tx -> other.ledger().isDrift(tx, zoe, Optional.of(ours), NOW));

                assertThat(drift).isTrue();
                assertThat(logs.text())
                        .contains("taken for somebody else's")
                        .doesNotContain(ours.reveal());
            }
        }
    }

    @Nested
    class Mark {

        @Test
        void isOnTheKeyInForce() {
            HostKey.Pending _ = fixture.activated(zoe);
            long before = drifted();

            Set<UserId> marked = mark(NOW.plusSeconds(5));

            assertThat(marked).containsExactly(zoe);
            assertThat(active().driftedAt()).contains(NOW.plusSeconds(5));
            assertThat(drifted()).isEqualTo(before + 1);
        }

        @Test
        void keepsTheTimeOfTheFirst() {
            HostKey.Pending _ = fixture.activated(zoe);
            var _ = mark(NOW.plusSeconds(5));

            assertThat(mark(NOW.plusSeconds(9))).containsExactly(zoe);
            assertThat(active().driftedAt()).contains(NOW.plusSeconds(5));
        }

        @Test
        void doesNotHitAKeyThatIsNewer() {
            HostKey.Pending _ = fixture.activated(zoe);

            assertThat(mark(NOW.minusSeconds(1))).isEmpty();
            assertThat(active().driftedAt()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"-1, false", "0, true", "59, true", "60, true"})
        void hitsAKeyThatWasUnderWayThenAndIsInForceNow(long secondsAfterSending, boolean hit) {
            HostKey.Pending pending = fixture.opened(zoe);
            fixture.markSent(zoe);
            assertThat(fixture.aMinuteLater().activate(zoe, pending.version())).isPresent();

            assertThat(mark(NOW.plusSeconds(secondsAfterSending)).contains(zoe)).isEqualTo(hit);
        }

        @Test
        void endsWithTheNextKey() {
            HostKey.Pending _ = fixture.activated(zoe);
            long before = drifted();
            var _ = mark(NOW);
            HostKey.Pending _ = fixture.activated(zoe);

            assertThat(active().version()).isEqualTo(2);
            assertThat(active().driftedAt()).isEmpty();
            assertThat(drifted()).isEqualTo(before);
        }

        @Test
        void staysOnAKeyThatWasUnderWay() {
            HostKey.Pending pending = fixture.opened(zoe);
            fixture.markSent(zoe);

            var marked = mark(NOW.plusSeconds(1));
            Activation activation = fixture.activate(zoe, pending.version()).orElseThrow();

            assertThat(marked).containsExactly(zoe);
            assertThat(activation.drifted()).isTrue();
            assertThat(active().driftedAt()).contains(NOW.plusSeconds(1));
        }

        @Test
        void endsWhenTheKeyIsSentAgain() {
            HostKey.Pending pending = fixture.opened(zoe);
            fixture.markSent(zoe);
            var _ = mark(NOW.plusSeconds(1));
            fixture.markSent(zoe);

            Activation activation = fixture.activate(zoe, pending.version()).orElseThrow();

            assertThat(activation.drifted()).isFalse();
            assertThat(active().driftedAt()).isEmpty();
        }

        @Test
        void isOnNothingBeforeAKeyIsSent() {
            HostKey.Pending _ = fixture.opened(zoe);

            assertThat(mark(NOW)).isEmpty();
        }
    }

    private boolean isDrift(HostKeyDigits digits, Instant at) {
        return isDrift(Optional.of(digits), at);
    }

    private boolean isDrift(Optional<HostKeyDigits> reported, Instant at) {
        return fixture.inTransaction(tx -> ledger.isDrift(tx, zoe, reported, at));
    }

    private Set<UserId> mark(Instant heardAt) {
        return fixture.inTransaction(tx -> ledger.markDrifted(tx, Map.of(zoe, heardAt)));
    }

    private long drifted() {
        return fixture.inTransaction(ledger::countDrifted);
    }

    private HostKey.Active active() {
        return fixture.inTransaction(tx -> ledger.current(tx, zoe))
                .flatMap(CurrentKey::active)
                .orElseThrow();
    }
}
