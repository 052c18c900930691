package dev.hostkeysync.reconcile.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.provisioning.SyncReader;
import dev.hostkeysync.provisioning.SyncStanding;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgeRotationTest {

    private static final Duration AGE = Duration.ofDays(90);

    private final JourneyFixture work = new JourneyFixture();
    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final AgeRotation rotation = rotation(Optional.of("P90D"));

    private AgeRotation rotation(Optional<String> age) {
        return new AgeRotation(
                work.jdbi(),
                new KeyAges(),
                new SyncReader(),
                work.marks(),
                () -> age,
                () -> 0.25,
                clock);
    }

    private SyncStanding standing(UserId user) {
        return Objects.requireNonNull(
                work.jdbi().withHandle(tx -> new SyncReader().of(tx, List.of(user))).get(user));
    }

    @Test
    void replacesAKeyInTheLastFifthOfItsLife() {
        UserId user = work.withKey("zoe@example.com");
        clock.pass(AGE.multipliedBy(4).dividedBy(5).minusSeconds(1));
        rotation.turn();
        assertThat(work.turn()).isZero();

        clock.pass(AGE.dividedBy(5));
        assertThat(rotation.turn()).isFalse();

        assertThat(standing(user).cause()).isEqualTo("max-age");
        assertThat(standing(user).lane().share()).contains(0.25);
        assertThat(standing(user).lane().bulk()).isFalse();
        work.turn();
        assertThat(work.announced()).containsExactly("issued 1 user-created", "rotated 2 max-age");
    }

    @Test
    void marksAUserOnce() {
        UserId user = work.withKey("zoe@example.com");
        clock.pass(AGE);
        rotation.turn();
        rotation.turn();
        rotation(Optional.of("P90D")).turn();

        assertThat(standing(user).attempts()).isZero();
        assertThat(work.turn()).isEqualTo(1);
        assertThat(work.announced()).containsExactly("issued 1 user-created", "rotated 2 max-age");
    }

    @Test
    void leavesTheOthersAlone() {
        work.withKey("ceo@example.com");
        UserId isProtected = work.withKey("protected@example.com");
        work.jdbi().useTransaction(tx -> work.protection().set(tx, isProtected, true));
        UserId off = work.withKey("off@example.com");
        work.edit(off, "off@example.com", false);
        work.turn();
        UserId waiting = work.withKey("waiting@example.com");
        work.edit(waiting, "elsewhere@example.com", true);
        work.answer(new ZoomOutcome.NotThereYet("not in Zoom"));
        work.turn();
        clock.pass(AGE);

        assertThat(rotation.turn()).isFalse();

        assertThat(work.turn()).isZero();
        assertThat(standing(waiting).cause()).isEqualTo("sso-changed");
    }

    @Test
    void comesToAUserWhoIsNotProtectedAnyMore() {
        UserId user = work.withKey("zoe@example.com");
        work.jdbi().useTransaction(tx -> work.protection().set(tx, user, true));
        clock.pass(AGE);
        rotation.turn();
        assertThat(work.turn()).isZero();
        work.jdbi().useTransaction(tx -> work.protection().set(tx, user, false));

        rotation.turn();

        assertThat(work.turn()).isEqualTo(1);
    }

    @Test
    void passesByThoseWhoCannotBeRotatedHoweverManyTheyAre() {
        UserId user = work.withKey("zoe@example.com");
        work.jdbi()
                .useHandle(tx ->
                        tx.execute(
                                """
                                WITH strangers AS (
                                    INSERT INTO host_key (user_id, version, state, concealed, sealed, seal_key_id, opened_at, activated_at)
                                    SELECT gen_random_uuid(), 1, 'ACTIVE', false, '\\x00', 1, at, at
                                    FROM (SELECT activated_at AS at FROM host_key), generate_series(1, 10 * ?)
                                    RETURNING user_id)
                                INSERT INTO sync_user (user_id, wanted) SELECT user_id, 'KEY' FROM strangers
                                """,
                                AgeRotation.AT_ONCE));
        clock.pass(AGE);

        for (int look = 1; look <= 10; look++) {
            assertThat(rotation.turn()).isTrue();
        }
        assertThat(rotation.turn()).isFalse();

        assertThat(standing(user).cause()).isEqualTo("max-age");
        assertThat(rotation.turn()).isTrue();
    }

    @Test
    void addsNobodyWhileEnoughWaitBehindTheLiveWork() {
        work.withKey("zoe@example.com");
        work.jdbi()
                .useHandle(tx ->
                        tx.execute(
                                """
                                INSERT INTO sync_user (user_id, wanted, state, due_at, batch_share)
                                SELECT gen_random_uuid(), 'KEY', 'DUE', now(), 0.5 FROM generate_series(1, ?)
                                """,
                                AgeRotation.AT_ONCE));
        clock.pass(AGE);

        assertThat(rotation.turn()).isTrue();
        assertThat(standing(zoe()).cause()).isEqualTo("user-created");

        work.jdbi().useHandle(tx -> tx.execute("DELETE FROM sync_user WHERE batch_share = 0.5"));
        rotation.turn();
        assertThat(standing(zoe()).cause()).isEqualTo("max-age");
    }

    @Test
    void isOffUnlessAnAgeIsSet() {
        work.withKey("zoe@example.com");
        clock.pass(AGE.multipliedBy(100));
        AgeRotation off = rotation(Optional.empty());

        assertThat(off.isOn()).isFalse();
        assertThat(off.turn()).isFalse();
        assertThat(work.turn()).isZero();
    }

    private UserId zoe() {
        return work.directory().reader().find("zoe@example.com").orElseThrow().id();
    }
}
