package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.portal.FrameFixture;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.reconcile.users.UserDesk;
import dev.hostkeysync.reconcile.users.UserDeskFixture;
import dev.hostkeysync.reconcile.users.UserStanding;
import dev.hostkeysync.reconcile.users.UserTimeline;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserPagesTest {

    private final JourneyFixture work = new JourneyFixture();
    private final UserDesk desk =
            UserDeskFixture.desk(work, InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z")));
    private final UserTimeline timeline = UserDeskFixture.timeline(work);

    private List<String> buttons(UserId user) {
        return ActView.of(desk.standing(user)).stream().map(ActView::name).toList();
    }

    private void act(UserDesk.Act act, UserId user) {
        var _ = UserActing.act(desk, act, user, by("ticket"));
    }

    private static UserDesk.By by(String reason) {
        return new UserDesk.By("oidc:jane", "192.0.2.1", reason);
    }

    private Problem refused(UserDesk.Act act, UserId user, String reason) {
        return catchThrowableOfType(
                        ProblemException.class, () -> UserActing.act(desk, act, user, by(reason)))
                .problem();
    }

    private List<String> trail() {
        return work.jdbi()
                .withHandle(tx ->
                        tx.select(
                                        "SELECT actor || ' ' || source || ' ' || action || ' ' || detail FROM"
                                                + " audit_entry")
                                .mapTo(String.class)
                                .list());
    }

    private String page(UserId user) {
        UserStanding standing = desk.standing(user);
        return Rendered.page(
                "user",
                Map.of(
                        "frame",
                        FrameFixture.operator("/console/users"),
                        "user",
                        UserLine.of(standing),
                        "held",
                        "",
                        "acts",
                        ActView.of(standing),
                        "timeline",
                        TimelineView.of("/t", timeline.page(user, Optional.empty(), "", 4))));
    }

    @Test
    void offersOnlyWhatMakesSense() {
        UserId user = work.create("zoe@example.com");
        assertThat(buttons(user)).containsExactly("retry", "rotate", "revoke", "protect");

        work.turn();
        assertThat(buttons(user)).containsExactly("rotate", "revoke", "protect");

        act(UserDesk.Act.PROTECT, user);
        assertThat(buttons(user)).containsExactly("unprotect");

        act(UserDesk.Act.UNPROTECT, user);
        act(UserDesk.Act.REVOKE, user);
        work.turn();
        assertThat(buttons(user)).containsExactly("issue", "protect");
    }

    @Test
    void wantsToKnowWhyAndWritesItDown() {
        UserId user = work.withKey("zoe@example.com");

        Problem refused = refused(UserDesk.Act.ROTATE, user, " ");
        act(UserDesk.Act.ROTATE, user);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.detail().orElseThrow()).startsWith("say why in the field Reason");
        assertThat(trail())
                .containsExactly("oidc:jane 192.0.2.1 host-key.rotate DONE; reason: ticket");
    }

    @Test
    void refusesInWordsOfThePage() {
        UserId user = work.withKey("zoe@example.com");
        act(UserDesk.Act.PROTECT, user);

        Problem refused = refused(UserDesk.Act.ROTATE, user, "ticket");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail().orElseThrow())
                .endsWith("so nothing was done. End the protection first.");
        assertThat(refused(UserDesk.Act.ROTATE, user, "two\nlines").status()).isEqualTo(400);
    }

    @Test
    void showsHowItStandsAndWhatHappened() {
        UserId user = work.withKey("zoe@example.com");
        act(UserDesk.Act.ROTATE, user);
        work.answer(new ZoomOutcome.NotThereYet("Zoom answered 404/1001: no <such> user"));
        work.turn();

        String page = page(user);

        assertThat(page)
                .contains("<h1>zoe@example.com</h1>", "Being replaced", "Waiting for Zoom")
                .contains("no &lt;such&gt; user")
                .contains("Next attempt at Zoom", "somebody asked for a new key", "UTC</td>")
                .contains("hx-post=\"/console/users/" + user + "/rotate\"")
                .contains("hx-get=\"/t?at=")
                .doesNotContain("<script>", "NOT_FOUND");
    }

    @Test
    void findsInWords() {
        work.withKey("zoe@example.com");

        FoundUsers one = FoundUsers.of("z", desk.search("z", 50));
        String page =
                Rendered.page(
                        "users",
                        Map.of("frame", FrameFixture.operator("/console/users"), "found", one));

        assertThat(one.summary()).isEqualTo("1 user.");
        assertThat(page)
                .contains("aria-current=\"page\">Users", ">zoe@example.com</a>", ">Valid</span>")
                .contains("<caption", "scope=\"col\"", "role=\"status\">1 user.");
        assertThat(FoundUsers.of("x", desk.search("x", 50)).summary())
                .startsWith("Nobody has a name that begins like this.");
    }

    @Test
    void tellsAnotherStateFromTheOneSeen() {
        UserId user = work.create("zoe@example.com");
        String before = UserLine.of(desk.standing(user)).seen();
        String same = UserLine.of(desk.standing(user)).seen();
        work.turn();

        assertThat(same).isEqualTo(before);
        assertThat(UserLine.of(desk.standing(user)).seen()).isNotEqualTo(before);
    }
}
