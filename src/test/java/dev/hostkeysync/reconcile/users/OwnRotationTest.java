package dev.hostkeysync.reconcile.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.hostkey.KeyHistory;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.provisioning.SyncReader;
import dev.hostkeysync.reconcile.users.KeyStanding.Stage;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnRotationTest {

    private static final String ZOE = "zoe@example.com";

    private final JourneyFixture work = new JourneyFixture();
    private final OwnRotation rotation =
            new OwnRotation(
                    new UserActions(
                            work.jdbi(),
                            new UserKeys(
                                    work.directory().reader(),
                                    work.ledger(),
                                    new SyncReader(),
                                    work.protection()),
                            work.marks(),
                            work.protection(),
                            AuditFixture.trail(InstantSource.fixed(Instant.EPOCH)),
                            AuditFixture.reasons(true),
                            new RotationLimiter(InstantSource.fixed(Instant.EPOCH))),
                    work.jdbi(),
                    new KeyHistory());

    private static Caller person(String email) {
        return new Caller("oidc:someone", Set.of(), Optional.of(email));
    }

    private Stage stage(UserId user) {
        return rotation.standing(user, person(ZOE)).stage();
    }

    @Test
    void replacesTheKeyOfThePerson() {
        UserId user = work.withKey(ZOE);
        assertThat(stage(user)).isEqualTo(Stage.READY);

        KeyStanding asked = rotation.rotate(user, person("ZOE@example.com"), "192.0.2.1");

        assertThat(asked.stage()).isEqualTo(Stage.BEING_REPLACED);
        assertThat(asked.version()).isEqualTo(1);
        assertThat(asked.cause()).isEqualTo("user-created");
        work.turn();
        KeyStanding after = rotation.standing(user, person(ZOE));
        assertThat(after.stage()).isEqualTo(Stage.READY);
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.cause()).isEqualTo("rotation-requested");
    }

    @Test
    void isLimited() {
        UserId user = work.withKey(ZOE);
        for (int time = 0; time < 5; time++) {
            var _ = rotation.rotate(user, person(ZOE), "192.0.2.1");
        }

        assertThatThrownBy(() -> rotation.rotate(user, person(ZOE), "192.0.2.1"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(429));
    }

    @Test
    void refusesWhatIsNotTheirOwn() {
        UserId user = work.withKey(ZOE);
        work.withKey("lee@example.com");

        for (Caller other :
                new Caller[] {
                    person("lee@example.com"),
                    person("nobody@example.com"),
                    person(user.toString()),
                    new Caller("oidc:zoe", Set.of())
                }) {
            assertThatThrownBy(() -> rotation.rotate(user, other, "192.0.2.1"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem().status()).isEqualTo(403));
            assertThatThrownBy(() -> rotation.standing(user, other))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(work.turn()).isZero();
    }

    @Test
    void saysHowItStandsWithAFirstKey() {
        UserId user = work.create(ZOE);
        assertThat(stage(user)).isEqualTo(Stage.FIRST_ON_ITS_WAY);

        work.answer(new ZoomOutcome.NotThereYet("Zoom answered 404/1001: no such user"));
        work.turn();

        KeyStanding waiting = rotation.standing(user, person(ZOE));
        assertThat(waiting.stage()).isEqualTo(Stage.FIRST_WAITS);
        assertThat(waiting.hindrance()).contains("Zoom answered 404/1001: no such user");
        assertThat(waiting.version()).isZero();
    }

    @Test
    void saysThatAPersonIsSwitchedOff() {
        UserId user = work.withKey(ZOE);

        work.edit(user, ZOE, false);

        assertThat(stage(user)).isEqualTo(Stage.SWITCHED_OFF);
        work.turn();
        KeyStanding concealed = rotation.standing(user, person(ZOE));
        assertThat(concealed.version()).isZero();
        assertThat(concealed.changedAt()).isEmpty();
        assertThat(concealed.cause()).isEmpty();
    }
}
