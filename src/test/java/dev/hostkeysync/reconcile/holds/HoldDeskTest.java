package dev.hostkeysync.reconcile.holds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.HoldFixture;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HoldDeskTest {

    private static final String SOURCE = "192.0.2.7";

    private final HoldFixture company = new HoldFixture(103);
    private final HoldDesk desk =
            new HoldDesk(
                    company.jdbi(),
                    company.holds(),
                    company.directory(),
                    AuditFixture.trail(InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z"))));

    private UUID held(int users) {
        company.deactivate(0, users);
        return desk.list().items().getFirst().id();
    }

    @Test
    void tellsWhatIsHeldAndWhy() {
        UUID id = held(3);

        HoldDesk.Detail detail = desk.get(id, Optional.empty());

        HoldView view = detail.view();
        assertThat(view.state()).isEqualTo("open");
        assertThat(view.reason())
                .isEqualTo(
                        "0 revocations passed within PT10M, where 0 are allowed: the larger of 0 and 0 % of 103 users with a key.");
        assertThat(view.threshold())
                .isEqualTo(new HoldView.Threshold(0, BigDecimal.ZERO, "PT10M", 103, 0, 0));
        assertThat(view.users()).isEqualTo(new HoldView.Users(3, 3, 0, 0, 0, 0));
        assertThat(view.asked())
                .containsExactly(new HoldView.Asked("user-deactivated", "scim:test", 3));
        assertThat(view.resolvedAt()).isNull();
        assertThat(detail.nextCursor()).isNull();
        assertThat(detail.items()).hasSize(3);
        HeldUserView first = detail.items().getFirst();
        assertThat(first)
                .isEqualTo(
                        new HeldUserView(
                                company.users().getFirst().value(),
                                HoldFixture.email(0),
                                "conceal",
                                "user-deactivated",
                                "scim:test",
                                Instant.parse("2026-11-22T10:15:30Z"),
                                "held"));
    }

    @Test
    void pagesThroughTheUsers() {
        UUID id = held(103);

        HoldDesk.Detail first = desk.get(id, Optional.empty());
        HoldDesk.Detail second = desk.get(id, UserId.parse(String.valueOf(first.nextCursor())));

        assertThat(first.items()).hasSize(HoldDesk.PAGE);
        assertThat(second.items()).hasSize(3);
        assertThat(second.nextCursor()).isNull();
        List<UUID> all = new ArrayList<>();
        first.items().forEach(user -> all.add(user.userId()));
        second.items().forEach(user -> all.add(user.userId()));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        company.users().stream().map(UserId::value).toList());
    }

    @Test
    void approvesOnceAndWritesItDownOnce() {
        UUID id = held(3);

        HoldDesk.Decision first = desk.decide(id, Word.APPROVE, "ann", SOURCE);
        HoldDesk.Decision again = desk.decide(id, Word.APPROVE, "bob", SOURCE);
        company.settle();

        assertThat(first.view().state()).isEqualTo("approved");
        assertThat(again.view().resolvedBy()).isEqualTo("ann");
        assertThat(desk.get(id, Optional.empty()).view().users())
                .isEqualTo(new HoldView.Users(3, 0, 3, 0, 0, 0));
        assertThat(trail()).containsExactly("ann hold.approve 192.0.2.7 " + id + ": 3 users");
    }

    @Test
    void saysWhatADropMeans() {
        UUID id = held(3);

        HoldDesk.Decision dropped = desk.decide(id, Word.DROP, "ann", SOURCE);

        assertThat(dropped.view().state()).isEqualTo("dropped");
        assertThat(dropped.notice()).contains("work at Zoom until they are revoked");
        assertThat(trail()).containsExactly("ann hold.drop 192.0.2.7 " + id + ": 3 users");
    }

    @Test
    void refusesTheOtherWordAfterTheFirst() {
        UUID id = held(3);
        desk.decide(id, Word.DROP, "ann", SOURCE);

        Problem problem = problem(() -> desk.decide(id, Word.APPROVE, "bob", SOURCE));

        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.type().toString()).isEqualTo("urn:hostkey-sync:problem/hold-resolved");
        assertThat(problem.detail()).contains("it is dropped already by ann; nothing was changed");
    }

    @Test
    void knowsNoOtherHolds() {
        UUID nobody = new UUID(0, 7);

        assertThat(problem(() -> desk.get(nobody, Optional.empty())).status()).isEqualTo(404);
        assertThat(problem(() -> desk.decide(nobody, Word.DROP, "ann", SOURCE)).status())
                .isEqualTo(404);
        assertThat(desk.list().items()).isEmpty();
    }

    private static Problem problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem();
    }

    private List<String> trail() {
        return company.jdbi()
                .withHandle(handle ->
                        handle.select(
                                        "SELECT concat_ws(' ', actor, action, source, detail) FROM audit_entry ORDER BY id")
                                .mapTo(String.class)
                                .list());
    }
}
