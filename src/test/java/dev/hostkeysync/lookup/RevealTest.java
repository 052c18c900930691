package dev.hostkeysync.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class RevealTest {

    private static final Caller DESK =
            new Caller("desk", Set.of(Scope.HOSTKEY_READ, Scope.HOSTKEY_READ_IN_DOUBT));
    private static final Caller ZOE =
            new Caller("oidc:zoe", Set.of(), Optional.of("zoe@example.com"));

    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final DirectoryFixture directory = new DirectoryFixture(jdbi, new FixedIds(), clock);
    private final HostKeyLedger ledger = HostKeyFixture.ledger(clock);
    private final List<String> entries = new ArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Synchronization> commit = new ArrayList<>();
    private final UserId zoe =
            directory
                    .changed(
                            new UserChange.Create(
                                    new Profile(
                                            "zoe@example.com",
                                            Optional.empty(),
                                            Optional.of(new EmailAddress("zoe@example.com")),
                                            Optional.empty(),
                                            true,
                                            "{}")))
                    .getFirst()
                    .envelope()
                    .userId();

    private Reveal reveal(boolean reasonRequired) {
        return new Reveal(
                new KeyFinder(jdbi, directory.reader(), ledger),
                ledger,
                new RevealLimiter(() -> 600, clock),
                AuditFixture.recording(entries),
                AuditFixture.reasons(reasonRequired),
                jdbi,
                new RevealCounter(metrics, commit::add));
    }

    private static Reveal.Asking asking(Caller caller, String... reason) {
        return new Reveal.Asking(caller, "192.0.2.1", List.of(reason).stream().findFirst());
    }

    private void open() {
        var _ = jdbi.inTransaction(tx -> ledger.open(tx, List.of(new OpenRequest(zoe, false))));
    }

    private void active() {
        open();
        var _ = jdbi.inTransaction(tx -> ledger.activate(tx, zoe, 1));
    }

    private void inDoubt() {
        active();
        open();
        jdbi.useTransaction(tx -> ledger.markSent(tx, List.of(zoe)));
    }

    @Test
    void writesDownWhy() {
        active();

        var _ =
                reveal(false)
                        .reveal("zoe@example.com", false, asking(DESK, "ticket 4711, board room"));

        assertThat(entries)
                .containsExactly(
                        "desk host-key.reveal "
                                + zoe
                                + " 192.0.2.1 version 1; reason: ticket 4711, board room");
    }

    private double counted(String outcome) {
        return metrics.get("hostkeysync_reveals_total").tag("outcome", outcome).counter().count();
    }

    @Test
    void countsWhatIsToldOnceItIsWrittenDown() {
        active();
        Reveal reveal = reveal(false);
        assertThat(counted("limited")).isZero();
        var _ = reveal.reveal("zoe@example.com", false, asking(DESK));
        var _ = reveal.reveal("zoe@example.com", false, asking(DESK));
        assertThatThrownBy(() -> reveal.reveal("max@example.com", false, asking(DESK)))
                .isInstanceOf(ProblemException.class);

        assertThat(counted("revealed")).isZero();
        assertThat(counted("unknown-user")).isEqualTo(1);
        commit.getFirst().afterCompletion(Status.STATUS_COMMITTED);
        commit.getLast().afterCompletion(Status.STATUS_ROLLEDBACK);

        assertThat(counted("revealed")).isEqualTo(1);
    }

    @Test
    void demandsAReasonOfWhoeverAsksForAnothersKey() {
        active();
        Reveal strict = reveal(true);

        assertThatThrownBy(() -> strict.reveal("zoe@example.com", false, asking(DESK)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            assertThat(refused.problem().type())
                                    .hasToString("urn:hostkey-sync:problem/reason-required");
                            assertThat(refused.problem().status()).isEqualTo(400);
                        });
        assertThat(entries).isEmpty();
        assertThat(strict.reveal("zoe@example.com", false, asking(DESK, "ticket")).version())
                .isEqualTo(1);
        assertThat(strict.reveal("zoe@example.com", false, asking(ZOE)).version()).isEqualTo(1);
    }

    @Test
    void writesDownBothVersionsThatItTellsInDoubt() {
        inDoubt();

        HostKeyAnswer answer = reveal(false).reveal("zoe@example.com", true, asking(DESK));

        assertThat(answer.candidate()).isNotNull();
        assertThat(answer.hostKey()).isNotNull();
        assertThat(entries)
                .containsExactly(
                        "desk host-key.reveal-in-doubt "
                                + zoe
                                + " 192.0.2.1 version 2, and version 1");
    }

    @Test
    void remembersThatACandidateWasTold() {
        inDoubt();
        assertThat(awaitingAnother()).containsExactly(zoe);

        var _ = reveal(false).reveal("zoe@example.com", true, asking(DESK));

        assertThat(awaitingAnother()).isEmpty();
    }

    private Set<UserId> awaitingAnother() {
        return jdbi.withHandle(tx -> ledger.awaitingAnother(tx, List.of(zoe)));
    }
}
