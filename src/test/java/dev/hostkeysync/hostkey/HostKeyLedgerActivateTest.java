package dev.hostkeysync.hostkey;

import static dev.hostkeysync.hostkey.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.hostkey.HostKeyEvent.Change;
import dev.hostkeysync.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostKeyLedgerActivateTest {

    private final LedgerFixture table = LedgerFixture.shared();
    private final UserId zoe = LedgerFixture.newUser();

    @Test
    void makesThePendingVersionActive() {
        HostKey.Pending pending = table.opened(zoe);

        Optional<Activation> activation = table.activate(zoe, 1);

        assertThat(activation).contains(new Activation(zoe, 1, false, false, false, false, NOW));
        assertThat(table.rows(zoe)).containsExactly(pending.confirmed(NOW));
    }

    /// The partial unique index is checked row by row within the one statement, so this fails when
    /// the old key is not out of the way first.
    @Test
    void retiresTheActiveVersionInTheSameStatement() {
        HostKey.Pending first = table.activated(zoe);
        HostKey.Pending second = table.opened(zoe);

        Optional<Activation> activation = table.aMinuteLater().activate(zoe, 2);

        Instant then = NOW.plusSeconds(60);
        assertThat(activation).contains(new Activation(zoe, 2, false, true, false, false, then));
        assertThat(table.rows(zoe))
                .containsExactly(first.confirmed(NOW).superseded(then), second.confirmed(then));
    }

    @ParameterizedTest
    @CsvSource({
        "nothing,   false, ISSUED",
        "nothing,   true,  REVOKED",
        "shown,     false, ROTATED",
        "shown,     true,  REVOKED",
        "concealed, false, ISSUED",
        "concealed, true,  REVOKED",
    })
    void tellsWhatChangesForWhoUsesTheKey(String before, boolean concealed, Change change) {
        if (!before.equals("nothing")) {
            OpenResult _ = table.open(zoe, before.equals("concealed"));
            assertThat(table.activate(zoe, 1)).isPresent();
        }
        long version = table.open(zoe, concealed).pending().version();

        Optional<Activation> activation = table.activate(zoe, version);

        assertThat(activation.map(Activation::change)).contains(change);
    }

    @ParameterizedTest
    @CsvSource({"1, ACTIVE", "2, RETIRED", "3, missing"})
    void changesNothingUnlessTheVersionIsPending(long version, String state) {
        HostKey.Pending first = table.activated(zoe);
        HostKey.Pending second = table.refused(zoe);

        assertThat(table.activate(zoe, version)).as(state).isEmpty();
        assertThat(table.rows(zoe)).containsExactly(first.confirmed(NOW), second.refused(NOW));
    }

    @Test
    void changesNothingForAnOlderVersionThanThePendingOne() {
        HostKey.Pending first = table.refused(zoe);
        HostKey.Pending second = table.opened(zoe);

        assertThat(table.activate(zoe, 1)).isEmpty();
        assertThat(table.rows(zoe)).containsExactly(first.refused(NOW), second);
    }

    @Test
    void activatesManyUsersAtOnceAndLeavesOutWhoIsNotPending() {
        List<UserId> users = Stream.generate(LedgerFixture::newUser).limit(200).toList();
        UserId settled = users.get(100);
        assertThat(table.openAll(users)).hasSize(200);
        assertThat(table.activateAll(users, 1)).hasSize(200);
        assertThat(table.openAll(users)).hasSize(200);
        assertThat(table.refuse(settled, 2)).isTrue();

        Map<UserId, Activation> activations = table.activateAll(users, 2);

        assertThat(activations).hasSize(199).doesNotContainKey(settled);
        assertThat(activations.values()).allMatch(Activation::replacedShown);
        assertThat(states(settled)).containsExactly(HostKeyState.ACTIVE, HostKeyState.RETIRED);
        assertThat(states(users.getLast()))
                .containsExactly(HostKeyState.RETIRED, HostKeyState.ACTIVE);
    }

    private List<HostKeyState> states(UserId user) {
        return table.rows(user).stream().map(HostKey::state).toList();
    }
}
