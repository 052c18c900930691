package dev.hostkeysync.hostkey;

import static dev.hostkeysync.hostkey.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// Two transactions on one user: the second one begins while the first is still open, and waits.
class HostKeyLedgerRaceTest {

    private final LedgerFixture table = LedgerFixture.shared();
    private final HostKeyLedger ledger = table.ledger();
    private final UserId zoe = LedgerFixture.newUser();

    @Test
    void opensOneKeyForTwoWhoAskAtOnce() {
        Race<OpenResult, OpenResult> race = race(this::open, this::open);

        assertThat(race.first().fresh()).isTrue();
        assertThat(race.second()).isEqualTo(new OpenResult(race.first().pending(), false));
        assertThat(table.rows(zoe)).containsExactly(race.first().pending());
    }

    @Test
    void opensANewKeyWhenTheOldOneIsConfirmedMeanwhile() {
        HostKey.Pending first = table.opened(zoe);

        Race<Optional<Activation>, OpenResult> race = race(tx -> activate(tx, 1), this::open);

        assertThat(race.second().fresh()).isTrue();
        assertThat(table.rows(zoe)).containsExactly(first.confirmed(NOW), race.second().pending());
    }

    @Test
    void keepsTheActiveKeyWhenItsSuccessorIsRefusedMeanwhile() {
        HostKey.Pending first = table.activated(zoe);
        HostKey.Pending second = table.opened(zoe);

        Race<Boolean, Optional<Activation>> race =
                race(tx -> ledger.refuse(tx, zoe, 2), tx -> activate(tx, 2));

        assertThat(race.second()).isEmpty();
        assertThat(table.rows(zoe)).containsExactly(first.confirmed(NOW), second.refused(NOW));
    }

    @Test
    void confirmsAVersionOnce() {
        HostKey.Pending first = table.opened(zoe);

        Race<Optional<Activation>, Optional<Activation>> race =
                race(tx -> activate(tx, 1), tx -> activate(tx, 1));

        assertThat(race)
                .isEqualTo(
                        new Race<>(
                                Optional.of(
                                        new Activation(zoe, 1, false, false, false, false, NOW)),
                                Optional.empty()));
        assertThat(table.rows(zoe)).containsExactly(first.confirmed(NOW));
    }

    @Test
    void revokesTheVersionThatIsConfirmedMeanwhile() {
        HostKey.Pending first = table.activated(zoe);
        HostKey.Pending second = table.opened(zoe);

        Race<Optional<Activation>, Optional<Revocation>> race =
                race(tx -> activate(tx, 2), tx -> ledger.revokeAndShred(tx, zoe));

        assertThat(race.second()).contains(new Revocation(zoe, 2, false, NOW));
        assertThat(table.rows(zoe))
                .containsExactly(
                        first.confirmed(NOW).superseded(NOW).shredded(),
                        second.confirmed(NOW).revoked(NOW));
    }

    private record Race<A, B>(A first, B second) {}

    /// Runs `first`, starts `second` beside it, and commits the first once the second waits for it.
    private <A, B> Race<A, B> race(Function<Handle, A> first, Function<Handle, B> second) {
        try (Handle tx = table.jdbi().open()) {
            tx.begin();
            A firstResult = first.apply(tx);
            CompletableFuture<B> other =
                    CompletableFuture.supplyAsync(() -> table.inTransaction(second));
            Awaitility.await("the second transaction waits for the first")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(this::somebodyWaits);
            tx.commit();
            return new Race<>(firstResult, other.orTimeout(10, TimeUnit.SECONDS).join());
        }
    }

    private boolean somebodyWaits() {
        return table.inTransaction(tx ->
                tx.createQuery(
                                """
                                SELECT count(*) > 0 FROM pg_stat_activity
                                WHERE datname = current_database() AND wait_event_type = 'Lock'
                                """)
                        .mapTo(Boolean.class)
                        .one());
    }

    private OpenResult open(Handle tx) {
        Map<UserId, OpenResult> results = ledger.open(tx, List.of(new OpenRequest(zoe, false)));
        return Optional.ofNullable(results.get(zoe)).orElseThrow();
    }

    private Optional<Activation> activate(Handle tx, long version) {
        return ledger.activate(tx, zoe, version);
    }
}
