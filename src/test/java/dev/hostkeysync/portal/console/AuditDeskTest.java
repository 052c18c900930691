package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.audit.AuditSearch;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.directory.NameSearch;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.portal.FrameFixture;
import dev.hostkeysync.provisioning.JourneyFixture;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditDeskTest {

    private final JourneyFixture work = new JourneyFixture();
    private final AuditTrail trail =
            AuditFixture.trail(InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z")));
    private final AuditDesk desk =
            new AuditDesk(
                    work.jdbi(),
                    new AuditSearch(),
                    trail,
                    new NameSearch(),
                    work.directory().reader());

    private static Question whose(String name) {
        return new Question("", name, "", "", "");
    }

    @Test
    void findsWhatWasDoneToAUserByAnyName() {
        UserId user = work.create("zoe@example.com");
        work.jdbi()
                .useTransaction(tx -> {
                    trail.record(tx, "jane", "host-key.rotate", user, "192.0.2.1", "<DONE>");
                    trail.record(tx, "jane", "token.create", "192.0.2.1", "okta");
                });

        AuditDesk.Page page =
                desk.page(desk.understood(whose("ZOE@example.com")), Optional.empty(), 50);

        assertThat(page.lines())
                .containsExactly(
                        new AuditLine(
                                "2026-11-22 10:15:30 UTC",
                                "jane",
                                "host-key.rotate",
                                user.toString(),
                                "zoe@example.com",
                                "192.0.2.1",
                                "<DONE>"));
        assertThat(page.next()).isEmpty();
        assertThat(
                        Rendered.page(
                                "audit",
                                Map.of(
                                        "frame",
                                        FrameFixture.operator("/console/audit"),
                                        "question",
                                        whose("zoe@example.com"),
                                        "actions",
                                        desk.actions(),
                                        "fault",
                                        "",
                                        "lines",
                                        page.lines(),
                                        "more",
                                        "/console/audit/more?after=x")))
                .contains("&lt;DONE&gt;", ">zoe@example.com</a>", "<option value=\"token.create\">")
                .contains("The newest 1 entries.", "Show older", "whose=zoe%40example.com");
    }

    @Test
    void saysThatNobodyHasThatName() {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> desk.understood(whose("zoe")));

        assertThat(refused.problem().detail().orElseThrow()).startsWith("Nobody has exactly this");
    }

    @Test
    void writesDownThatACopyWasTaken() {
        desk.exported("jane", "192.0.2.1", whose(""), AuditSearch.Wanted.EVERYTHING);

        assertThat(desk.page(AuditSearch.Wanted.EVERYTHING, Optional.empty(), 5).lines())
                .extracting(AuditLine::action, AuditLine::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "audit.export", "who '', whose [], what '', from '', until ''"));
        assertThat(List.of(desk.actions())).containsExactly(List.of("audit.export"));
    }
}
