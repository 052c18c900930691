package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventReader;
import dev.hostkeysync.lifecycle.UnreadableEvent;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.provisioning.ReactionsFixture;
import dev.hostkeysync.reconcile.census.Census;
import dev.hostkeysync.reconcile.census.ListedZoom;
import dev.hostkeysync.reconcile.census.TestCensus;
import dev.hostkeysync.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// A Zoom account, a directory and a store that a test brings out of step, a day before the check.
final class Account {

    /// Of the budget, as configured.
    static final double SHARE = 0.5;

    static final Caller ANN = new Caller("ann", Set.of());

    final JourneyFixture journey = new JourneyFixture();
    final Jdbi jdbi = journey.jdbi();
    final ListedZoom listed = new ListedZoom();
    final AskedZoom zoom = new AskedZoom(listed);
    final TestClock clock = new TestClock("2026-11-23T12:00:00Z");
    final DirectoryFixture today = new DirectoryFixture(jdbi, UUID::randomUUID, clock);
    final DriftChecks checks = new DriftChecks();
    final Findings findings = new Findings();
    private long consumed;

    record Config(String cron, String mode, int shrinkPercent) implements DriftConfig {}

    /// Another replica each time: nothing but rows goes from one to the other.
    DriftWorker replica(String cron) {
        Census census = TestCensus.over(jdbi, zoom);
        return new DriftWorker(
                jdbi,
                checks,
                findings,
                new Comparison(ReactionsFixture.defaults(), journey.protection()),
                new Repairs(
                        findings,
                        journey.marks(),
                        journey.protection(),
                        today.directory(),
                        today.reader()),
                new Confirmation(zoom),
                census,
                new DriftStart(checks, census, UUID::randomUUID, () -> SHARE, clock),
                new Config(cron, "report", 20),
                () -> SHARE,
                clock);
    }

    DriftAdministration administration() {
        Census census = TestCensus.over(jdbi, zoom);
        return new DriftAdministration(
                jdbi,
                checks,
                findings,
                new DriftStart(checks, census, UUID::randomUUID, () -> SHARE, clock),
                AuditFixture.trail(clock),
                new DriftBell());
    }

    DriftView start(Mode mode) {
        clock.pass(Duration.ofSeconds(1));
        return administration().start(new DriftBody(mode, false), ANN, "192.0.2.7");
    }

    /// Runs a check to its end.
    DriftView check(Mode mode) {
        UUID id = start(mode).id();
        replica("off").turn(() -> false);
        return administration().get(id);
    }

    /// `kind email` of each finding, sorted.
    Set<String> found(DriftView check) {
        TreeSet<String> found = new TreeSet<>();
        for (FindingView one : all(check)) {
            found.add(
                    one.kind()
                            + " "
                            + Optional.ofNullable(one.email())
                                    .or(() -> Optional.ofNullable(one.zoomEmail()))
                                    .orElse("-"));
        }
        return found;
    }

    List<FindingView> all(DriftView check) {
        return jdbi.withHandle(
                handle -> findings.page(handle, check.id(), Optional.empty(), 0, 100_000));
    }

    /// A user with a key whom Zoom has, and whose Zoom id is known.
    UserId healthy(String name) {
        UserId user = journey.withKey(email(name));
        link(user, name);
        listed.licensed("z-" + name, email(name));
        return user;
    }

    void link(UserId user, String name) {
        tell(new Report.ReadyAtZoom(reference(user, name)));
    }

    /// Told and consumed.
    void tell(Report report) {
        lost(report);
        consume();
    }

    /// Told to the directory; the consumer never hears of it.
    void lost(Report report) {
        jdbi.useTransaction(tx -> {
            var _ =
                    journey.directory()
                            .directory()
                            .report(tx, report, JourneyFixture.NOW, "webhook:zoom");
        });
    }

    /// Applied by the directory; the consumer never hears of it.
    List<LifecycleEvent> lost(UserChange change) {
        List<LifecycleEvent> events = journey.directory().changed(change);
        loseEvents();
        return events;
    }

    static UserReference reference(UserId user, String name) {
        return UserReference.none().with(user).with(new ZoomUserId("z-" + name));
    }

    static String email(String name) {
        return name + "@example.com";
    }

    /// What is in the outbox goes nowhere.
    void loseEvents() {
        consumed =
                jdbi.withHandle(handle ->
                        handle.select("SELECT coalesce(max(id), 0) FROM outbox")
                                .mapTo(Long.class)
                                .one());
    }

    /// The consumer takes what came since.
    void consume() {
        List<LifecycleEvent> events = new ArrayList<>();
        jdbi.useHandle(handle ->
                handle.select(
                                "SELECT headers, value FROM outbox WHERE id > ? AND topic ="
                                        + " 'identity-lifecycle' ORDER BY id",
                                consumed)
                        .map((row, _) -> {
                            String[] pairs = (String[]) row.getArray(1).getArray();
                            return event(pairs, row.getBytes(2));
                        })
                        .forEach(events::add));
        loseEvents();
        if (!events.isEmpty()) {
            journey.consume(events);
        }
    }

    /// Events are consumed, and Zoom takes every key.
    void settle() {
        consume();
        while (journey.turn() > 0) {
            consume();
        }
    }

    /// Nobody tries again by themself before the check.
    void postponeWork() {
        int _ =
                jdbi.withHandle(handle ->
                        handle.execute(
                                "UPDATE sync_user SET due_at = now() + interval '1 day' WHERE due_at IS NOT NULL"));
    }

    /// Keys may be withdrawn again: the guard's window is over.
    void forgetRevocations() {
        int _ = jdbi.withHandle(handle -> handle.execute("DELETE FROM revocation_slice"));
    }

    private static LifecycleEvent event(String[] pairs, byte[] value) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i], pairs[i + 1]);
        }
        try {
            return LifecycleEventReader.read(headers, value);
        } catch (UnreadableEvent e) {
            throw new IllegalStateException(e);
        }
    }
}
