package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.portal.SignedIn;
import dev.hostkeysync.provisioning.HoldFixture;
import dev.hostkeysync.reconcile.holds.HoldDesk;
import dev.hostkeysync.reconcile.holds.HoldDeskFixture;
import dev.hostkeysync.reconcile.holds.Word;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HoldsPartTest {

    private final HoldFixture company = new HoldFixture(103);
    private final HoldDesk desk =
            HoldDeskFixture.desk(
                    company, InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z")));
    private final HoldsPart part =
            new HoldsPart(new ConsoleGuard(SignedIn.operator(), SignedIn.frames()), desk);

    private UUID held(int users) {
        company.deactivate(0, users);
        return desk.list().items().getFirst().id();
    }

    @Test
    void asksBeforeItTakesKeysAway() {
        UUID id = held(3);

        HoldsView view = HoldsView.of(desk.list(), "");

        assertThat(view.earlier()).isEmpty();
        HoldCard hold = view.open().getFirst();
        assertThat(hold.reason()).startsWith("0 revocations passed within 10 minutes, where 0");
        assertThat(hold.asked()).containsExactly("3 users: user deactivated, by scim:test");
        assertThat(hold.approving()).startsWith("Revoke the keys of 3 users?");
        assertThat(Rendered.page("holds", Map.of("holds", view)))
                .contains("hx-post=\"/console/holds/" + id + "/approve\"")
                .contains("hx-confirm=\"Leave the keys of 3 users as they are?")
                .contains("3 users would lose their key");
    }

    @Test
    void tellsWhoIsInIt() {
        UUID id = held(101);

        HeldUsers page = HeldUsers.of(desk.get(id, Optional.empty()));

        assertThat(page.users()).hasSize(100);
        assertThat(page.next()).isNotEmpty();
        assertThat(Rendered.page("held-users", Map.of("page", page)))
                .contains("/console/holds/" + id + "/users?cursor=" + page.next())
                .contains("@example.com</strong>");
    }

    @Test
    void decidesAndWritesDownWhoDid() {
        UUID id = held(3);

        HoldsView after = part.decide(id, Word.DROP, Trail.JANE);

        assertThat(after.open()).isEmpty();
        assertThat(after.said()).isEqualTo("Dropped. The keys of 3 users stay as they are.");
        assertThat(after.earlier().getFirst().decided()).isEqualTo("by oidc:jane");
        assertThat(Trail.of(company.jdbi()))
                .containsExactly("oidc:jane 192.0.2.1 hold.drop " + id + ": 3 users");
        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class, () -> part.decide(id, Word.APPROVE, Trail.JANE));
        assertThat(refused.problem().status()).isEqualTo(409);
        assertThat(Trail.of(company.jdbi())).hasSize(1);
    }

    @Test
    void knowsNoOtherHold() {
        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class,
                        () -> part.decide(new UUID(0, 1), Word.APPROVE, Trail.JANE));

        assertThat(refused.problem().status()).isEqualTo(404);
        assertThat(Trail.of(company.jdbi())).isEmpty();
    }
}
