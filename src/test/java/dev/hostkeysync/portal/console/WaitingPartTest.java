package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.ops.pipeline.PipelineFixture;
import dev.hostkeysync.portal.SignedIn;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.reconcile.users.UserDeskFixture;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingPartTest {

    private final JourneyFixture work = new JourneyFixture();
    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final WaitingPart part =
            new WaitingPart(
                    new ConsoleGuard(SignedIn.operator(), SignedIn.frames()),
                    UserDeskFixture.waiting(work),
                    UserDeskFixture.desk(work, clock),
                    PipelineFixture.pipeline(work, clock));

    private UserId waiting(String email) {
        UserId user = work.create(email);
        work.answer(new ZoomOutcome.NotThereYet("Zoom answered 404/1001: no <such> user"));
        work.turn();
        return user;
    }

    private WaitingView page(String state, String reason) {
        return part.page(state, reason, Optional.empty());
    }

    private Problem refused(String user, String act, String reason) {
        return catchThrowableOfType(
                        ProblemException.class, () -> part.act(user, act, reason, Trail.JANE))
                .problem();
    }

    @Test
    void listsWhoWaitsAndWhy() {
        UserId zoe = waiting("zoe@example.com");

        WaitingView view = page("", "");

        assertThat(view.state()).isEqualTo("waiting");
        assertThat(view.users()).hasSize(1);
        WaitingUser user = view.users().getFirst();
        assertThat(user.line().name()).isEqualTo("zoe@example.com");
        assertThat(user.line().reason()).isEqualTo("Zoom answered 404/1001: no <such> user");
        assertThat(user.line().attempts()).isEqualTo("1");
        assertThat(user.at()).isNotEmpty();
        assertThat(user.retry()).isTrue();
        assertThat(user.acts())
                .extracting(ActView::name)
                .containsExactly("rotate", "revoke", "protect");
        assertThat(Rendered.page("waiting", Map.of("waiting", view)))
                .contains("no &lt;such&gt; user", "hx-post=\"/console/waiting/" + zoe + "/retry\"")
                .contains("id=\"waiting-waiting\" name=\"state\" value=\"waiting\" checked")
                .contains("hx-swap=\"outerHTML\" hx-include=\"unset\"")
                .contains("<form class=\"stack\" hx-post=\"/console/waiting/" + zoe + "/revoke\"")
                .doesNotContain("no <such>", "<form class=\"stack\" autocomplete");
    }

    @ParameterizedTest
    @CsvSource({"1001, 1", "1120, 0", "NO <SUCH>, 1"})
    void filtersByReason(String reason, int users) {
        waiting("zoe@example.com");

        assertThat(page("waiting", reason).users()).hasSize(users);
        assertThat(page("due", reason).users()).isEmpty();
    }

    @Test
    void triesAgainAtOnceAndWritesDownWhoWantedIt() {
        UserId zoe = waiting("zoe@example.com");

        WaitingUser after = part.act(zoe.toString(), "retry", "", Trail.JANE);

        assertThat(after.line().work().state()).isEqualTo("On its way");
        assertThat(after.told()).isEqualTo("Zoom is asked as soon as the budget allows.");
        assertThat(Rendered.page("waiting-user", Map.of("user", after)))
                .contains("data-announce>Zoom is asked as soon as the budget allows.<");
        assertThat(Trail.of(work.jdbi()))
                .containsExactly("oidc:jane 192.0.2.1 host-key.retry DONE");
        work.turn();
        assertThat(work.announced()).containsExactly("issued 1 user-created");
    }

    @Test
    void protectsWithAReason() {
        UserId zoe = waiting("zoe@example.com");

        Problem refused = refused(zoe.toString(), "protect", " ");
        WaitingUser after = part.act(zoe.toString(), "protect", "on the board", Trail.JANE);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(after.retry()).isFalse();
        assertThat(after.acts()).extracting(ActView::name).containsExactly("unprotect");
        assertThat(Trail.of(work.jdbi()))
                .containsExactly("oidc:jane 192.0.2.1 user.protect DONE; reason: on the board");
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, retry, 404",
        "0199aa00-0000-7000-8000-000000000000, retry, 404",
        "0199aa00-0000-7000-8000-000000000000, explode, 404"
    })
    void refusesWhatIsNotThere(String user, String act, int status) {
        assertThat(refused(user, act, "").status()).isEqualTo(status);
        assertThat(Trail.of(work.jdbi())).isEmpty();
    }

    @Test
    void knowsNoOtherStates() {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> page("done", ""));

        assertThat(refused.problem().status()).isEqualTo(400);
    }
}
