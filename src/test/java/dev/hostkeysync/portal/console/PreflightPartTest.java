package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.portal.SignedIn;
import dev.hostkeysync.reconcile.preflight.PreflightFixture;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class PreflightPartTest {

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final PreflightFixture setUp =
            new PreflightFixture(jdbi, new TestClock("2026-11-22T10:15:30Z"));
    private final PreflightPart part =
            new PreflightPart(
                    new ConsoleGuard(SignedIn.operator(), SignedIn.frames()),
                    setUp.preflight(),
                    setUp.locking());

    @Test
    void putsWhatIsWrongFirstAndSaysHowToMendIt() {
        assertThat(setUp.preflight().last()).isEmpty();

        PreflightView view = part.checked();

        assertThat(view.checkedAt()).isEqualTo("2026-11-22T10:15:30Z");
        assertThat(view.summary()).isEqualTo("Host keys cannot be set, or cannot be relied on.");
        PreflightView.Line worst = view.findings().getFirst();
        assertThat(worst.name()).isEqualTo("Who may change host keys");
        assertThat(worst.word()).isEqualTo("Problem");
        assertThat(worst.mend()).contains("press the button below").doesNotContain("/api/");
        assertThat(view.lockable()).isTrue();
        assertThat(setUp.preflight().last()).isPresent();
        assertThat(Rendered.page("preflight", Map.of("preflight", view)))
                .contains("data-announce>Checked again.<", "/console/preflight/lock");
    }

    @Test
    void locksAndWritesDownWhoWantedIt() {
        setUp.obey();

        PreflightView view = part.locked(Trail.JANE);

        assertThat(view.lockable()).isFalse();
        assertThat(view.said()).startsWith("Locked: ");
        assertThat(Trail.of(jdbi))
                .containsExactly(
                        "oidc:jane 192.0.2.1 account.lock-host-keys wanted",
                        "oidc:jane 192.0.2.1 account.lock-host-keys locked");
    }

    @Test
    void saysWhyZoomDoesNotLock() {
        setUp.refuse("the scope is missing");

        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> part.locked(Trail.JANE));

        assertThat(refused.problem().status()).isEqualTo(409);
        assertThat(refused.problem().detail().orElseThrow()).startsWith("the scope is missing.");
        assertThat(Trail.of(jdbi)).hasSize(2);
    }

    @Test
    void isEmptyBeforeAnybodyLooked() {
        assertThat(Rendered.page("preflight", Map.of("preflight", PreflightView.notYet())))
                .contains("Nobody has asked this replica yet.");
    }
}
