package dev.hostkeysync.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.dialing.DialingFixture;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.hostkey.HostKeyDigits;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Host keys in dial strings: whose are told, whose not, and what is written down.
class DialStringMakerTest {

    private static final Caller CALLER = new Caller("rooms", Set.of(Scope.HOSTKEY_READ));
    private static final Reveal.Asking ASKING =
            new Reveal.Asking(CALLER, "192.0.2.1", Optional.empty());
    private static final String MEETING = "\"meetingId\":\"92674392836\"";

    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final DirectoryFixture directory = new DirectoryFixture(jdbi, new FixedIds(), clock);
    private final HostKeyLedger ledger = HostKeyFixture.ledger(clock);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<String> entries = new ArrayList<>();
    private final DialStringMaker maker = maker(AuditFixture.recording(entries), false);
    private final UserId zoe = created("zoe@example.com");

    @Test
    void putsTheKeyAtItsPlace() {
        String key = active(zoe).reveal();

        DialStringAnswer answer =
                answers("{\"user\":\"ZOE@example.com\"," + MEETING + ",\"passcode\":\"482913\"}")
                        .getFirst();

        assertThat(answer.sip()).isEqualTo("92674392836.482913..%s@zoomcrc.com", key);
        assertThat(answer.h323()).isEqualTo("144.195.19.161##92674392836#482913##%s", key);
        assertThat(answer.error()).isNull();
        assertThat(answer).asString().doesNotContain(key);
        assertThat(entries)
                .containsExactly("rooms host-key.dial-string " + zoe + " 192.0.2.1 version 1");
        assertThat(counted()).isEqualTo(Map.of("revealed", 1.0));
    }

    @Test
    void writesEachUserDownOnceInABatch() {
        String zoes = active(zoe).reveal();
        UserId max = created("max@example.com");
        String maxes = active(max).reveal();

        List<DialStringAnswer> answers =
                answers(
                        "{\"user\":\"zoe@example.com\"," + MEETING + "}",
                        "{\"user\":\"max@example.com\"," + MEETING + "}",
                        "{\"user\":\"" + zoe + "\",\"meetingId\":\"926743928\"}",
                        "{\"user\":\"max@example.com\"," + MEETING + ",\"region\":\"osaka\"}");

        assertThat(answers)
                .extracting(DialStringAnswer::h323)
                .containsExactly(
                        "144.195.19.161##92674392836###" + zoes,
                        "144.195.19.161##92674392836###" + maxes,
                        "144.195.19.161##926743928###" + zoes,
                        "147.124.100.25##92674392836###" + maxes);
        assertThat(entries)
                .containsExactly(
                        "rooms host-key.dial-string " + zoe + " 192.0.2.1 version 1",
                        "rooms host-key.dial-string " + max + " 192.0.2.1 version 1");
        assertThat(counted()).isEqualTo(Map.of("revealed", 4.0));
    }

    @Test
    void answersEachItemForItself() {
        String key = active(zoe).reveal();
        UserId _ = created("max@example.com");

        List<DialStringAnswer> answers =
                answers(
                        "{\"user\":\"nobody@example.com\"," + MEETING + "}",
                        "{\"user\":\"max@example.com\"," + MEETING + "}",
                        "{\"user\":\"zoe@example.com\",\"meetingId\":\"x\"}",
                        "{\"user\":\"zoe@example.com\"," + MEETING + "}",
                        "{\"includeHostKey\":false," + MEETING + "}");

        assertThat(answers)
                .extracting(answer ->
                        answer.error() == null
                                ? answer.sip()
                                : answer.error().status() + " " + answer.error().type())
                .containsExactly(
                        "404 urn:hostkey-sync:problem/no-such-user",
                        "409 urn:hostkey-sync:problem/no-key-yet",
                        "400 urn:hostkey-sync:problem/bad-request",
                        "92674392836..." + key + "@zoomcrc.com",
                        "92674392836@zoomcrc.com");
        assertThat(counted())
                .isEqualTo(Map.of("unknown-user", 1.0, "no-key-yet", 1.0, "revealed", 1.0));
    }

    @Test
    void tellsNoKeyThatIsInDoubt() {
        HostKeyDigits _ = active(zoe);
        open(zoe);
        jdbi.useTransaction(tx -> ledger.markSent(tx, List.of(zoe)));

        Problem problem = refused("{\"user\":\"zoe@example.com\"," + MEETING + "}");

        assertThat(problem.type()).hasToString("urn:hostkey-sync:problem/rotation-in-doubt");
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(entries).isEmpty();
        assertThat(counted()).isEqualTo(Map.of("in-doubt", 1.0));
    }

    @Test
    void tellsNoKeyThatSomebodyElseReplaced() {
        HostKeyDigits _ = active(zoe);
        var _ = jdbi.inTransaction(tx -> ledger.markDrifted(tx, Map.of(zoe, clock.instant())));

        Problem problem = refused("{\"user\":\"zoe@example.com\"," + MEETING + "}");

        assertThat(problem.type()).hasToString("urn:hostkey-sync:problem/host-key-drifted");
        assertThat(entries).isEmpty();
    }

    @Test
    void tellsNothingThatCannotBeWrittenDown() {
        HostKeyDigits _ = active(zoe);
        List<DialStringItem> items = items("{\"user\":\"zoe@example.com\"," + MEETING + "}");

        assertThatThrownBy(() -> maker(AuditFixture.broken(), false).make(items, ASKING))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void countsEveryItemWithAHostKey() {
        String with = "{\"user\":\"zoe@example.com\"," + MEETING + "}";
        String without = "{\"includeHostKey\":false," + MEETING + "}";
        HostKeyDigits _ = active(zoe);

        assertThat(answers(with, with, without, without, without, without)).hasSize(6);
        assertThatThrownBy(() -> answers(with, with, with))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().status()).isEqualTo(429);
                            assertThat(e.problem().retryAfter()).contains(Duration.ofSeconds(15));
                        });
        assertThat(answers(with, with)).hasSize(2);
        assertThat(answers(without)).hasSize(1);
        assertThat(counted()).isEqualTo(Map.of("revealed", 4.0, "limited", 1.0));
    }

    @ParameterizedTest
    @CsvSource({"5, 400, too-many-items", "4, 200, none"})
    void refusesABatchThatNeverFits(int size, int status, String type) {
        String[] bodies =
                Stream.generate(() -> "{\"user\":\"zoe@example.com\"," + MEETING + "}")
                        .limit(size)
                        .toArray(String[]::new);

        if (status == 200) {
            assertThat(answers(bodies)).hasSize(size);
        } else {
            assertThatThrownBy(() -> answers(bodies))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e ->
                                    assertThat(e.problem().type())
                                            .hasToString("urn:hostkey-sync:problem/" + type));
        }
    }

    @Test
    void demandsAReasonWhereAKeyOfSomebodyElseGoesIn() {
        var _ = active(zoe);
        DialStringMaker strict = maker(AuditFixture.recording(entries), true);
        String withKey = "{\"user\":\"zoe@example.com\"," + MEETING + "}";

        assertThatThrownBy(() -> strict.make(items(withKey), ASKING))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem().type())
                                        .hasToString("urn:hostkey-sync:problem/reason-required"));
        assertThat(strict.make(items("{\"includeHostKey\":false," + MEETING + "}"), ASKING))
                .hasSize(1);
        assertThat(
                        strict.make(
                                items(withKey),
                                new Reveal.Asking(CALLER, "192.0.2.1", Optional.of("board room"))))
                .hasSize(1);
        assertThat(entries)
                .containsExactly(
                        "rooms host-key.dial-string "
                                + zoe
                                + " 192.0.2.1 version 1; reason: board room");
    }

    private List<DialStringAnswer> answers(String... bodies) {
        return maker.make(items(bodies), ASKING).stream().map(DialStringAnswer::of).toList();
    }

    private Problem refused(String body) {
        return ((DialStringMaker.Outcome.Refused) maker.make(items(body), ASKING).getFirst())
                .problem();
    }

    private static List<DialStringItem> items(String... bodies) {
        return Stream.of(bodies)
                .map(body -> {
                    try {
                        return DialStringItem.parse(
                                new JsonMapper().readTree(body), DialingFixture.regions());
                    } catch (JsonProcessingException e) {
                        throw new IllegalArgumentException(e);
                    }
                })
                .toList();
    }

    private DialStringMaker maker(AuditTrail trail, boolean reasonRequired) {
        return new DialStringMaker(
                new KeyFinder(jdbi, directory.reader(), ledger),
                ledger,
                new RevealLimiter(() -> 4, clock),
                trail,
                AuditFixture.reasons(reasonRequired),
                new RevealCounter(metrics, tx -> tx.afterCompletion(Status.STATUS_COMMITTED)));
    }

    private Map<String, Double> counted() {
        return metrics.find("hostkeysync_reveals_total").counters().stream()
                .filter(counter -> counter.count() > 0)
                .collect(
                        java.util.stream.Collectors.toMap(
                                counter -> String.valueOf(counter.getId().getTag("outcome")),
                                counter -> counter.count()));
    }

    private UserId created(String email) {
        return directory
                .changed(
                        new UserChange.Create(
                                new Profile(
                                        email,
                                        Optional.empty(),
                                        Optional.of(new EmailAddress(email)),
                                        Optional.empty(),
                                        true,
                                        "{}")))
                .getFirst()
                .envelope()
                .userId();
    }

    private void open(UserId user) {
        var _ = jdbi.inTransaction(tx -> ledger.open(tx, List.of(new OpenRequest(user, false))));
    }

    private HostKeyDigits active(UserId user) {
        open(user);
        assertThat(jdbi.inTransaction(tx -> ledger.activate(tx, user, 1)).isPresent()).isTrue();
        return ledger.digitsOf(
                jdbi.withHandle(tx -> ledger.current(tx, user))
                        .orElseThrow()
                        .active()
                        .orElseThrow());
    }
}
