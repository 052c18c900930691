package dev.hostkeysync.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.Obstacle;
import dev.hostkeysync.zoom.UserCreation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountAdministrationTest {

    private final AccountFixture fixture = new AccountFixture();
    private final AccountAdministration accounts = administration(fixture.policy);

    @Test
    void listsWhatKeepsAUserFromZoomWithTheRemedy() {
        UserId max = fixture.create("max@example.com");
        var _ = fixture.turn();
        UserId zoe = fixture.create("zoe@example.com");
        fixture.zoom.creations.add(
                new UserCreation.Refused(Obstacle.SIGN_ON, "single sign-on is off"));
        var _ = fixture.turn();

        assertThat(accounts.list(Optional.empty(), Optional.empty(), 10))
                .extracting(AccountView::userId)
                .containsExactly(max.value(), zoe.value());
        assertThat(accounts.list(Optional.empty(), Optional.of(max.value()), 10))
                .extracting(AccountView::userId)
                .containsExactly(zoe.value());
        List<AccountView> blocked =
                accounts.list(Optional.of(AccountState.BLOCKED), Optional.empty(), 10);
        assertThat(blocked).hasSize(1);
        AccountView view = blocked.getFirst();
        assertThat(view.email()).isEqualTo("zoe@example.com");
        assertThat(view.wanted()).isEqualTo(Wanted.PRESENT);
        assertThat(view.hindrance()).isEqualTo(Hindrance.SIGN_ON);
        assertThat(view.reason()).isEqualTo("single sign-on is off");
        assertThat(view.remedy()).isEqualTo(Hindrance.SIGN_ON.remedy());
        assertThat(view.attempts()).isEqualTo(1);
        assertThat(view.nextAttemptAt()).isNotNull();
    }

    @Test
    void triesAgainWhenAnOperatorSaysSo() {
        UserId zoe = fixture.create("zoe@example.com");
        fixture.zoom.creations.add(
                new UserCreation.Refused(Obstacle.SIGN_ON, "single sign-on is off"));
        var _ = fixture.turn();
        assertThat(fixture.turn()).isEmpty();

        AccountView view = accounts.retry("zoe@example.com", "ops", "127.0.0.1");

        assertThat(view.state()).isEqualTo(AccountState.DUE);
        assertThat(fixture.turn()).contains("create zoe@example.com type 2");
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
        assertThat(accounts.retry(zoe.toString(), "ops", "127.0.0.1").state())
                .isEqualTo(AccountState.DUE);
        assertThat(fixture.turn()).as("looked at anew").containsExactly("get made1");
        List<String> trail =
                fixture.jdbi.withHandle(h ->
                        h.select("SELECT actor || ' ' || action || ' ' || detail FROM audit_entry")
                                .mapTo(String.class)
                                .list());
        assertThat(trail)
                .containsExactly("ops zoom-account.retry " + zoe, "ops zoom-account.retry " + zoe);
    }

    @Test
    void looksAtWhoWasThereBeforeItWasOn() {
        UserId zoe = fixture.create("zoe@example.com");
        int _ = fixture.jdbi.withHandle(h -> h.execute("DELETE FROM zoom_account"));

        var _ = accounts.retry(zoe.toString(), "ops", "127.0.0.1");

        assertThat(fixture.turn()).first().isEqualTo("create zoe@example.com type 2");
    }

    @Test
    void refusesWhomNobodyKnowsAndWhatIsOff() {
        assertThatThrownBy(() -> accounts.retry("nobody@example.com", "ops", "127.0.0.1"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(404));
        assertThatThrownBy(() ->
                        administration(Policies.off()).retry("zoe@example.com", "ops", "127.0.0.1"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(409));
    }

    private AccountAdministration administration(AccountPolicy policy) {
        return new AccountAdministration(
                fixture.jdbi,
                fixture.list,
                new AccountMarks(
                        fixture.list, fixture.switches, fixture.directory.reader(), policy),
                policy,
                new AccountBell(),
                fixture.directory.reader(),
                AuditFixture.trail(fixture.clock));
    }
}
