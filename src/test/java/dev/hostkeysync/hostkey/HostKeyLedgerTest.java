package dev.hostkeysync.hostkey;

import static dev.hostkeysync.hostkey.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything but [HostKeyLedgerOpenTest] and [HostKeyLedgerActivateTest].
class HostKeyLedgerTest {

    private final LedgerFixture table = LedgerFixture.shared();
    private final HostKeyLedger ledger = table.ledger();
    private final UserId zoe = LedgerFixture.newUser();
    private final UserId ben = LedgerFixture.newUser();
    private final Instant then = NOW.plusSeconds(60);

    @Nested
    class Sent {

        @Test
        void notesThatPendingDigitsMayBeAtZoom() {
            HostKey.Pending zoes = table.opened(zoe);
            HostKey.Pending bens = table.activated(ben);

            table.markSent(zoe, ben);

            assertThat(table.rows(zoe)).containsExactly(sent(zoes));
            assertThat(table.rows(ben)).containsExactly(bens.confirmed(NOW));
        }

        @Test
        void staysNotedWhenTheKeyIsAskedForAgain() {
            HostKey.Pending pending = table.opened(zoe);
            table.markSent(zoe);

            OpenResult again = table.open(zoe, true);

            assertThat(again.pending()).isEqualTo(sent(pending).withConcealment(true));
        }

        @Test
        void isForgottenOnceZoomSaysItDoesNotHoldThem() {
            HostKey.Pending pending = table.opened(zoe);
            table.markSent(zoe);

            table.forgetSent(zoe, 1);

            assertThat(table.rows(zoe)).containsExactly(pending);
        }

        @Test
        void isForgottenForTheNamedVersionOnly() {
            HostKey.Pending first = table.refused(zoe);
            HostKey.Pending second = table.opened(zoe);
            table.markSent(zoe);

            table.forgetSent(zoe, 1);

            assertThat(table.rows(zoe)).containsExactly(first.refused(NOW), sent(second));
        }

        private static HostKey.Pending sent(HostKey.Pending key) {
            return new HostKey.Pending(
                    key.userId(),
                    key.version(),
                    key.concealed(),
                    key.sealed(),
                    key.openedAt(),
                    true,
                    Optional.empty());
        }
    }

    @Nested
    class Renew {

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void replacesOutdatedDigitsThatWereNotSent(boolean concealed) {
            HostKey.Pending leaked = table.open(zoe, concealed).pending();

            renew(NOW);

            HostKey.Pending fresh = (HostKey.Pending) table.rows(zoe).getLast();
            assertThat(table.rows(zoe)).containsExactly(leaked.superseded(then), fresh);
            assertThat(fresh.version()).isEqualTo(2);
            assertThat(fresh.concealed()).isEqualTo(concealed);
            assertThat(ledger.digitsOf(fresh)).isNotEqualTo(ledger.digitsOf(leaked));
            assertThat(table.activate(zoe, 2).orElseThrow().outdated()).isFalse();
        }

        @Test
        void keepsDigitsThatMayBeAtZoomAndHasAnotherFollow() {
            HostKey.Pending leaked = table.opened(zoe);
            table.markSent(zoe);

            renew(NOW);

            assertThat(table.opened(zoe).sealed()).isEqualTo(leaked.sealed());
            assertThat(table.activate(zoe, 1).orElseThrow().outdated()).isTrue();
        }

        @Test
        void leavesAloneWhatWasDrawnLater() {
            HostKey.Pending pending = table.opened(zoe);

            renew(NOW.minusSeconds(1));

            assertThat(table.rows(zoe)).containsExactly(pending);
        }

        private void renew(Instant openedUntil) {
            LedgerFixture later = table.aMinuteLater();
            table.jdbi()
                    .useTransaction(tx -> {
                        ledger.outdate(tx, List.of(zoe, ben), openedUntil);
                        later.ledger().renew(tx, List.of(zoe, ben));
                    });
        }
    }

    @Nested
    class Refuse {

        @Test
        void retiresThePendingVersionAndKeepsItsDigitsSealed() {
            HostKey.Pending pending = table.opened(zoe);

            assertThat(table.aMinuteLater().refuse(zoe, 1)).isTrue();
            assertThat(table.rows(zoe)).containsExactly(pending.refused(then));
        }

        @Test
        void leavesAnActiveVersionAlone() {
            HostKey.Pending pending = table.activated(zoe);

            assertThat(table.aMinuteLater().refuse(zoe, 1)).isFalse();
            assertThat(table.rows(zoe)).containsExactly(pending.confirmed(NOW));
        }

        @Test
        void leavesARetiredVersionAsItEnded() {
            HostKey.Pending pending = table.refused(zoe);

            assertThat(table.aMinuteLater().refuse(zoe, 1)).isFalse();
            assertThat(table.rows(zoe)).containsExactly(pending.refused(NOW));
        }
    }

    @Nested
    class RevokeAndShred {

        @Test
        void retiresAndForgetsEveryVersion() {
            HostKey.Pending first = table.activated(zoe);
            HostKey.Pending second = table.activated(zoe);
            HostKey.Pending third = table.refused(zoe);
            HostKey.Pending fourth = table.opened(zoe);

            Optional<Revocation> revocation = table.aMinuteLater().revoke(zoe);

            assertThat(revocation).contains(new Revocation(zoe, 2, false, then));
            assertThat(table.rows(zoe))
                    .containsExactly(
                            first.confirmed(NOW).superseded(NOW).shredded(),
                            second.confirmed(NOW).revoked(then),
                            third.refused(NOW).shredded(),
                            fourth.revoked(then));
        }

        @Test
        void announcesNothingForAVersionThatWasNeverActive() {
            HostKey.Pending pending = table.opened(zoe);

            assertThat(table.revoke(zoe)).isEmpty();
            assertThat(table.rows(zoe)).containsExactly(pending.revoked(NOW));
        }

        @Test
        void announcesItOnce() {
            HostKey.Pending _ = table.activated(zoe);

            assertThat(table.revoke(zoe)).contains(new Revocation(zoe, 1, false, NOW));
            assertThat(table.aMinuteLater().revoke(zoe)).isEmpty();
        }

        @Test
        void tellsWhetherAnybodyWasShownTheKey() {
            OpenResult _ = table.open(zoe, true);
            assertThat(table.activate(zoe, 1)).isPresent();

            assertThat(table.revoke(zoe)).contains(new Revocation(zoe, 1, true, NOW));
        }

        @Test
        void leavesOtherUsersAlone() {
            HostKey.Pending zoes = table.activated(zoe);

            assertThat(table.revoke(ben)).isEmpty();
            assertThat(table.rows(zoe)).containsExactly(zoes.confirmed(NOW));
        }

        @Test
        void neverReusesAVersion() {
            HostKey.Pending _ = table.activated(zoe);
            assertThat(table.revoke(zoe)).isPresent();

            assertThat(table.opened(zoe).version()).isEqualTo(2);
        }
    }

    @Nested
    class Read {

        @Test
        void findsTheActiveAndThePendingVersion() {
            HostKey.Pending active = table.activated(zoe);
            HostKey.Pending pending = table.open(zoe, true).pending();

            Optional<CurrentKey> key = table.inTransaction(tx -> ledger.current(tx, zoe));

            assertThat(key)
                    .contains(
                            new CurrentKey(
                                    Optional.of(active.confirmed(NOW)), Optional.of(pending)));
        }

        @Test
        void findsNothingWhereEverythingIsRetired() {
            HostKey.Pending _ = table.refused(zoe);

            Optional<CurrentKey> key = table.inTransaction(tx -> ledger.current(tx, zoe));

            assertThat(key).isEmpty();
        }

        @Test
        void findsThePendingVersionsOfManyUsers() {
            HostKey.Pending pending = table.opened(zoe);
            HostKey.Pending _ = table.activated(ben);

            Map<UserId, HostKey.Pending> found =
                    table.inTransaction(tx -> ledger.pendingOf(tx, List.of(zoe, ben)));

            assertThat(found).isEqualTo(Map.of(zoe, pending));
        }

        @Test
        void refusesDigitsMovedToAnotherUser() {
            HostKey.Pending zoes = table.opened(zoe);
            HostKey.Pending moved =
                    new HostKey.Pending(ben, 1, false, zoes.sealed(), NOW, false, Optional.empty());

            assertThatThrownBy(() -> ledger.digitsOf(moved)).isInstanceOf(UnreadableHostKey.class);
        }

        @Test
        void countsVersionsByState() {
            LedgerFixture empty =
                    LedgerFixture.of(
                            TestDatabase.fresh().jdbi(), table.sealer(), new SecureRandom(), NOW);

            assertThat(counts(empty)).isEqualTo(counts(0, 0, 0));

            HostKey.Pending _ = empty.activated(zoe);
            HostKey.Pending _ = empty.activated(zoe);
            HostKey.Pending _ = empty.refused(ben);
            HostKey.Pending _ = empty.opened(ben);

            assertThat(counts(empty)).isEqualTo(counts(1, 1, 2));
        }

        private static Map<HostKeyState, Long> counts(LedgerFixture table) {
            return table.inTransaction(table.ledger()::countByState);
        }

        private static Map<HostKeyState, Long> counts(long pending, long active, long retired) {
            return Map.of(
                    HostKeyState.PENDING, pending,
                    HostKeyState.ACTIVE, active,
                    HostKeyState.RETIRED, retired);
        }
    }
}
