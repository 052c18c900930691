package dev.hostkeysync.reconcile.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.hostkey.CurrentKey;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.provisioning.Lane;
import dev.hostkeysync.provisioning.Order;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The dump of a database and its keyset have leaked, and not every key in it was in force.
class CandidatesTest {

    private static final ZoomOutcome ABSENT = new ZoomOutcome.NotThereYet("1001");

    private final Desk desk = new Desk();
    private final JourneyFixture journey = desk.journey;

    /// Somebody whom Zoom does not have yet.
    private UserId waiting(String email) {
        UserId user = journey.create(email);
        journey.answer(ABSENT);
        int _ = journey.turn();
        return user;
    }

    @Test
    void replacesTheKeyOfWhomZoomDoesNotListBeforeItIsSentAgain() {
        UserId zoe = waiting("zoe@example.com");
        String leaked = pending(zoe);
        String row = standing(zoe);

        BackfillView done = desk.run(desk.beginRotation(false));

        assertThat(done.state()).isEqualTo(BackfillState.DONE);
        assertThat(standing(zoe)).isEqualTo(row);
        int calls = journey.called().size();
        journey.makeEverybodyDue();
        assertThat(journey.turn()).isOne();
        assertThat(journey.called()).hasSize(calls + 1);
        assertThat(active(zoe)).isNotEqualTo(leaked);
        assertThat(versions(zoe)).containsExactly("1 RETIRED SUPERSEDED", "2 ACTIVE");
        assertThat(journey.announced()).containsExactly("issued 2 user-created");
        assertThat(journey.row(zoe)).isEqualTo("DONE");
    }

    @Test
    void hasAnotherKeyFollowOneThatZoomMayHold() {
        UserId zoe = journey.withKey("zoe@example.com");
        desk.jdbi.useTransaction(tx -> {
            var _ = journey.marks().mark(tx, List.of(zoe), Order.ROTATE, "operator", Lane.LIVE);
        });
        journey.answer(new ZoomOutcome.Unknown("timeout"));
        int _ = journey.turn();
        String leaked = pending(zoe);

        BackfillView _ = desk.run(desk.beginRotation(false));
        journey.makeEverybodyDue();
        int _ = journey.turn();
        assertThat(active(zoe)).isEqualTo(leaked);
        int _ = journey.turn();

        assertThat(active(zoe)).isNotEqualTo(leaked);
        assertThat(journey.announced())
                .containsExactly(
                        "issued 1 user-created", "rotated 2 operator", "rotated 3 operator");
        assertThat(journey.turn()).isZero();
    }

    @Test
    void replacesOneThatZoomTurnsOutNotToHold() {
        UserId zoe = journey.create("zoe@example.com");
        // A call is under way when it is asked for.
        desk.jdbi.useTransaction(tx -> journey.ledger().markSent(tx, List.of(zoe)));
        String leaked = pending(zoe);
        desk.sort(desk.beginRotation(false));
        desk.jdbi.useTransaction(tx -> journey.ledger().forgetSent(tx, zoe, 1));

        int _ = journey.turn();

        assertThat(active(zoe)).isNotEqualTo(leaked);
        assertThat(versions(zoe)).containsExactly("1 RETIRED SUPERSEDED", "2 ACTIVE");
    }

    @Test
    void replacesAKeyThatNobodyIsShownByAnotherOfThatKind() {
        UserId zoe = journey.withKey("zoe@example.com");
        journey.edit(zoe, "zoe@example.com", false);
        journey.answer(ABSENT);
        int _ = journey.turn();
        String leaked = pending(zoe);

        BackfillView _ = desk.run(desk.beginRotation(false));
        journey.makeEverybodyDue();
        int _ = journey.turn();

        assertThat(active(zoe)).isNotEqualTo(leaked);
        assertThat(current(zoe).active().orElseThrow().concealed()).isTrue();
        assertThat(journey.announced())
                .containsExactly("issued 1 user-created", "revoked 3 user-deactivated");
    }

    @Test
    void meansOnlyWhomTheFilterDoes() {
        desk.zoom.licensed("zoe", "zoe@example.com");
        desk.zoom.licensed("yan", "yan@example.com");
        UserId zoe = waiting("zoe@example.com");
        UserId yan = waiting("yan@example.com");
        String zoes = pending(zoe);
        String yans = pending(yan);

        BackfillView _ =
                desk.run(
                        desk.beginRotation(
                                new Filter(null, null, null, Set.of("zoe@example.com"))));
        journey.makeEverybodyDue();
        int _ = journey.turn();

        assertThat(active(zoe)).isNotEqualTo(zoes);
        assertThat(active(yan)).isEqualTo(yans);
    }

    @Test
    void touchesNobodyInADryRunOrWithoutRotation() {
        UserId zoe = waiting("zoe@example.com");
        String digits = pending(zoe);

        BackfillView _ = desk.run(desk.beginRotation(true));
        BackfillView _ = desk.run(desk.begin(false));
        journey.makeEverybodyDue();
        int _ = journey.turn();

        assertThat(active(zoe)).isEqualTo(digits);
        assertThat(versions(zoe)).containsExactly("1 ACTIVE");
    }

    @Test
    void takesManyInSeveralSteps() {
        desk.jdbi.useHandle(handle ->
                handle.execute(
                        """
                        INSERT INTO host_key (user_id, version, state, concealed, sealed, seal_key_id, opened_at)
                        SELECT gen_random_uuid(), 1, 'PENDING', false, 'x', 1, '2026-01-01' FROM generate_series(1, 201)
                        """));

        desk.sort(desk.beginRotation(false));

        assertThat(desk.count("SELECT count(*) FROM host_key WHERE outdated")).isEqualTo(201);
    }

    private CurrentKey current(UserId user) {
        Optional<CurrentKey> key =
                desk.jdbi.inTransaction(tx -> journey.ledger().current(tx, user));
        return key.orElseThrow();
    }

    private String pending(UserId user) {
        return digits(current(user).pending().orElseThrow());
    }

    private String active(UserId user) {
        return digits(current(user).active().orElseThrow());
    }

    private String digits(HostKey.Live key) {
        return journey.ledger().digitsOf(key).reveal();
    }

    private List<String> versions(UserId user) {
        return desk.jdbi.withHandle(handle ->
                handle.select(
                                "SELECT concat_ws(' ', version, state, retired_as) FROM host_key"
                                        + " WHERE user_id = ? ORDER BY version",
                                user.value())
                        .mapTo(String.class)
                        .list());
    }

    /// How the work on the user stands.
    private String standing(UserId user) {
        return desk.jdbi.withHandle(handle ->
                handle.select(
                                "SELECT sync_user::text FROM sync_user WHERE user_id = ?",
                                user.value())
                        .mapTo(String.class)
                        .one());
    }
}
