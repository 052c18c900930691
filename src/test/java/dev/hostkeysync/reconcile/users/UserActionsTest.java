package dev.hostkeysync.reconcile.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.provisioning.SyncReader;
import dev.hostkeysync.provisioning.SyncState;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserActionsTest {

    private static final Request BY =
            new Request("jane", "192.0.2.1", Optional.of("laptop stolen"));

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z"));

    private final JourneyFixture work = new JourneyFixture();
    private final UserActions actions = actions(false);

    private UserActions actions(boolean reasonRequired) {
        return new UserActions(
                work.jdbi(),
                new UserKeys(
                        work.directory().reader(),
                        work.ledger(),
                        new SyncReader(),
                        work.protection()),
                work.marks(),
                work.protection(),
                AuditFixture.trail(CLOCK),
                AuditFixture.reasons(reasonRequired),
                new RotationLimiter(CLOCK));
    }

    private static UserView.Work sync(UserView view) {
        return Objects.requireNonNull(view.sync());
    }

    private List<String> trail() {
        return work.jdbi()
                .withHandle(tx ->
                        tx.select(
                                        """
                                        SELECT actor || ' ' || source || ' ' || action || ' ' || coalesce(detail, '')
                                        FROM audit_entry WHERE user_id IS NOT NULL ORDER BY id
                                        """)
                                .mapTo(String.class)
                                .list());
    }

    private Problem refused(Wish wish, String reference) {
        try {
            actions.fulfil(wish, reference, BY);
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("it was not refused");
    }

    @Test
    void rotates() {
        UserId user = work.withKey("zoe@example.com");

        UserActions.Result result = actions.fulfil(Wish.ROTATE, "ZOE@example.com", BY);

        assertThat(result.outcome()).isEqualTo(Answer.Outcome.DONE);
        UserView view = UserView.of(result.after());
        assertThat(view.state()).isEqualTo(KeyState.ACTIVE);
        assertThat(view.rotating()).isTrue();
        assertThat(sync(view).state()).isEqualTo(SyncState.DUE);
        assertThat(sync(view).cause()).isEqualTo("rotation-requested");
        work.turn();
        assertThat(work.announced())
                .containsExactly("issued 1 user-created", "rotated 2 rotation-requested");
        assertThat(trail())
                .containsExactly("jane 192.0.2.1 host-key.rotate DONE; reason: laptop stolen");
        assertThat(UserView.of(actions.status(user.toString())).version()).isEqualTo(2);
    }

    @Test
    void demandsAReasonToReplaceSomebodyElsesKey() {
        work.withKey("zoe@example.com");
        UserActions strict = actions(true);
        Caller desk = new Caller("desk", Set.of(Scope.HOSTKEY_ROTATE));
        Caller zoe = new Caller("oidc:zoe", Set.of(), Optional.of("zoe@example.com"));
        Request silent = new Request("desk", "192.0.2.1", Optional.empty());

        assertThatThrownBy(() -> strict.rotate("zoe@example.com", desk, silent))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.problem().type())
                                        .hasToString("urn:hostkey-sync:problem/reason-required"));
        assertThatThrownBy(() -> strict.rotate("zoe@example.com", silent))
                .isInstanceOf(ProblemException.class);
        assertThat(trail()).isEmpty();
        assertThat(strict.rotate("zoe@example.com", desk, BY).outcome())
                .isEqualTo(Answer.Outcome.DONE);
        assertThat(strict.rotate("zoe@example.com", zoe, silent).outcome())
                .isEqualTo(Answer.Outcome.ALREADY);
        assertThat(trail())
                .containsExactly(
                        "jane 192.0.2.1 host-key.rotate DONE; reason: laptop stolen",
                        "desk 192.0.2.1 host-key.rotate ALREADY");
    }

    @Test
    void triesAgainWhatWaits() {
        work.create("zoe@example.com");
        work.answer(new ZoomOutcome.NotThereYet("Zoom answered 404/1001: no such user"));
        work.turn();
        UserView waiting = UserView.of(actions.status("zoe@example.com"));
        assertThat(waiting.state()).isEqualTo(KeyState.PENDING);
        assertThat(sync(waiting).state()).isEqualTo(SyncState.WAITING);
        assertThat(sync(waiting).reason()).isEqualTo("Zoom answered 404/1001: no such user");
        assertThat(sync(waiting).attempts()).isEqualTo(1);
        assertThat(work.turn()).isZero();

        assertThat(actions.fulfil(Wish.RETRY, "zoe@example.com", BY).outcome())
                .isEqualTo(Answer.Outcome.DONE);

        assertThat(work.turn()).isEqualTo(1);
        assertThat(actions.fulfil(Wish.RETRY, "zoe@example.com", BY).outcome())
                .isEqualTo(Answer.Outcome.ALREADY);
        assertThat(sync(UserView.of(actions.status("zoe@example.com"))).reason()).isNull();
    }

    @Test
    void withdrawsAKeyUntilOneIsAskedForAgain() {
        work.withKey("zoe@example.com");

        assertThat(actions.fulfil(Wish.REVOKE, "zoe@example.com", BY).outcome())
                .isEqualTo(Answer.Outcome.DONE);
        assertThat(actions.fulfil(Wish.REVOKE, "zoe@example.com", BY).outcome())
                .isEqualTo(Answer.Outcome.ALREADY);
        work.turn();
        assertThat(actions.status("zoe@example.com").keyState()).isEqualTo(KeyState.CONCEALED);
        Problem refused = refused(Wish.ROTATE, "zoe@example.com");
        assertThat(refused.type()).hasToString("urn:hostkey-sync:problem/not-entitled");
        assertThat(refused.detail().orElseThrow()).contains("POST …/issue");

        assertThat(actions.fulfil(Wish.ISSUE, "zoe@example.com", BY).outcome())
                .isEqualTo(Answer.Outcome.DONE);
        work.turn();

        assertThat(actions.fulfil(Wish.ISSUE, "zoe@example.com", BY).outcome())
                .isEqualTo(Answer.Outcome.ALREADY);
        assertThat(work.announced())
                .containsExactly(
                        "issued 1 user-created",
                        "revoked 2 revocation-requested",
                        "issued 3 issue-requested");
        assertThat(trail())
                .extracting(entry -> entry.replaceAll(".*(host-key[^;]*);.*", "$1"))
                .containsExactly(
                        "host-key.revoke DONE",
                        "host-key.revoke ALREADY",
                        "host-key.rotate NOT_ENTITLED",
                        "host-key.issue DONE",
                        "host-key.issue ALREADY");
    }

    @Test
    void letsNothingTouchAProtectedUser() {
        work.withKey("zoe@example.com");

        UserActions.Result result = actions.protect("zoe@example.com", true, BY);

        assertThat(result.outcome()).isEqualTo(Answer.Outcome.DONE);
        assertThat(UserView.of(result.after()).isProtected()).isTrue();
        assertThat(actions.protect("zoe@example.com", true, BY).outcome())
                .isEqualTo(Answer.Outcome.ALREADY);
        for (Wish wish : Wish.values()) {
            Problem refused = refused(wish, "zoe@example.com");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.type()).hasToString("urn:hostkey-sync:problem/user-protected");
            assertThat(refused.detail().orElseThrow()).contains("An operator protected the user");
        }
        assertThat(trail()).hasSize(6).last().asString().contains("host-key.issue PROTECTED");
    }

    @Test
    void sendsWhatWaitedForTheEndOfTheProtection() {
        work.create("zoe@example.com");
        actions.protect("zoe@example.com", true, BY);
        work.turn();
        assertThat(work.announced()).isEmpty();

        UserActions.Result result = actions.protect("zoe@example.com", false, BY);

        assertThat(result.outcome()).isEqualTo(Answer.Outcome.DONE);
        assertThat(result.follows()).startsWith("What is on its way is sent now.");
        work.turn();
        assertThat(work.announced()).containsExactly("issued 1 user-created");
        assertThat(actions.protect("zoe@example.com", false, BY).outcome())
                .isEqualTo(Answer.Outcome.ALREADY);
    }

    @Test
    void saysThatTheConfigurationProtectsToo() {
        work.create("ceo@example.com");

        assertThat(refused(Wish.ROTATE, "ceo@example.com").detail().orElseThrow())
                .contains("HOSTKEY_PROTECTED_USERS");
        UserActions.Result result = actions.protect("ceo@example.com", false, BY);

        assertThat(result.follows()).contains("HOSTKEY_PROTECTED_USERS");
        assertThat(result.after().isProtected()).isTrue();
    }

    @Test
    void refusesWhoMayNotHaveAKey() {
        UserId user = work.withKey("zoe@example.com");
        work.edit(user, "zoe@example.com", false);
        work.turn();

        assertThat(refused(Wish.ISSUE, "zoe@example.com").detail().orElseThrow())
                .startsWith("The user is deactivated");
        work.remove(user);
        assertThat(refused(Wish.ISSUE, user.toString()).detail())
                .contains("The identity provider removed the user.");
        assertThat(refused(Wish.ISSUE, "zoe@example.com").status()).isEqualTo(404);
    }

    @Test
    void knowsNobodyItWasNotToldOf() {
        for (String reference :
                List.of("max@example.com", "KDcuGIm1QgePTO8WbOqwIQ", new UUID(1, 2).toString())) {
            Problem refused = refused(Wish.RETRY, reference);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.type()).hasToString("urn:hostkey-sync:problem/no-such-user");
        }
        assertThatThrownBy(() -> actions.status("max@example.com"))
                .isInstanceOf(ProblemException.class);
        assertThat(trail()).isEmpty();
    }
}
