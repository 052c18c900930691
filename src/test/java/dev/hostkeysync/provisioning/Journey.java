package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// The main job without Kafka and without a loop: a test applies changes, hands the events on, and
/// gives Zoom's answers.
final class Journey {

    static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    final Jdbi jdbi = TestDatabase.fresh().jdbi();
    final FakeZoom zoom = new FakeZoom();
    final MeterRegistry metrics = new SimpleMeterRegistry();
    final HostKeyLedger ledger = HostKeyFixture.ledger(InstantSource.fixed(NOW));
    final DirectoryFixture directory =
            new DirectoryFixture(jdbi, new FixedIds(), InstantSource.fixed(NOW));
    final SyncList list = new SyncList();
    final Provisioner provisioner;
    final Marks marks;
    final Protection protection;
    final Announcer announcer;
    final Budget budget;
    final Leases leases;
    final UserSync sync;
    final MassChangeGuard guard;
    final Holds holds;
    final HoldRelease release;

    Journey() {
        this(Action.RECLAIM);
    }

    /// @param onDrift what happens when somebody else has set a key
    Journey(Action onDrift) {
        this(onDrift, TestGuard.DEFAULT);
    }

    Journey(Action onDrift, GuardConfig guardConfig) {
        this(
                onDrift,
                guardConfig,
                jdbi -> new Budget(jdbi, Limits.perSecond(1000), System::nanoTime));
    }

    /// With a budget on a clock of the test's.
    Journey(Function<Jdbi, Budget> budgets) {
        this(Action.RECLAIM, TestGuard.DEFAULT, budgets);
    }

    private Journey(Action onDrift, GuardConfig guardConfig, Function<Jdbi, Budget> budgets) {
        budget = budgets.apply(jdbi);
        ProvisioningConfig config = new DefaultProvisioning(onDrift);
        protection = new Protection(config, list);
        TriggerTable triggers = new TriggerTable(config, protection);
        announcer =
                new Announcer(
                        directory.reader(),
                        OutboxFixture.outbox(),
                        new FixedIds(),
                        InstantSource.fixed(NOW));
        GuardTable guardTable = new GuardTable();
        HoldTable holdTable = new HoldTable(list);
        guard = new MassChangeGuard(guardConfig, guardTable, holdTable, new FixedIds());
        holds = new Holds(guardTable, new HoldBell());
        release =
                new HoldRelease(
                        jdbi,
                        list,
                        ledger,
                        directory.reader(),
                        triggers,
                        guardTable,
                        holdTable,
                        new SyncBell());
        provisioner = new Provisioner(triggers, list, ledger, guard);
        marks =
                new Marks(
                        list,
                        ledger,
                        directory.reader(),
                        triggers,
                        guard,
                        new SyncBell(),
                        InstantSource.fixed(NOW));
        leases =
                new Leases(
                        jdbi,
                        list,
                        ledger,
                        directory.reader(),
                        new AddressClaims(directory.reader(), list),
                        triggers,
                        announcer,
                        config);
        Confirmations confirmations =
                new Confirmations(
                        list,
                        ledger,
                        directory.reader(),
                        announcer,
                        config,
                        triggers,
                        InstantSource.fixed(NOW),
                        metrics);
        Verdict verdict =
                new Verdict(
                        jdbi, list, ledger, announcer, new Backoff(new Random(1)), confirmations);
        sync = new UserSync(ledger, zoom, budget, verdict, config);
    }

    /// Applies the change and lets the consumer see its events.
    List<LifecycleEvent> change(UserChange change) {
        List<LifecycleEvent> events = directory.changed(change);
        consume(events);
        return events;
    }

    void consume(List<LifecycleEvent> events) {
        jdbi.useTransaction(tx -> provisioner.apply(tx, events));
    }

    UserId create(String email) {
        return change(new UserChange.Create(profile(email, true))).getFirst().envelope().userId();
    }

    void edit(UserId user, String email, boolean active) {
        change(new UserChange.Edit(user, OptionalLong.empty(), _ -> profile(email, active)));
    }

    void remove(UserId user) {
        change(new UserChange.Remove(user, OptionalLong.empty()));
    }

    void transfer(String zoomUserId, String email) {
        change(
                new UserChange.Transfer(
                        new ZoomUserId(zoomUserId), Optional.of(new EmailAddress(email))));
    }

    static Profile profile(String email, boolean active) {
        return new Profile(
                email,
                Optional.empty(),
                Optional.of(new EmailAddress(email)),
                Optional.empty(),
                active,
                "{}");
    }

    /// One turn of the loop: whoever is due is pushed, live work first, each with the next answer
    /// of the fake Zoom.
    int turn() {
        List<Work> work = new ArrayList<>(leases.take(Optional.empty(), 100));
        work.addAll(leaseBehind());
        work.forEach(one -> sync.run(one, () -> true, () -> false));
        return work.size();
    }

    private List<Work> leaseBehind() {
        List<Work> work = new ArrayList<>();
        for (Optional<SyncList.Batch> next = leases.dueBatch(100);
                next.isPresent();
                next = leases.dueBatch(100)) {
            work.addAll(leases.take(next.map(SyncList.Batch::share), 100));
        }
        return work;
    }

    /// The process dies after it leased and before it called; the lease runs out.
    void dieBeforeTheCall() {
        var _ = leases.take(Optional.empty(), 100);
        var _ = leaseBehind();
        makeEverybodyDue();
    }

    void makeEverybodyDue() {
        int _ =
                jdbi.withHandle(handle ->
                        handle.execute(
                                "UPDATE sync_user SET due_at = now(), leased_until = '-infinity'"
                                        + " WHERE due_at IS NOT NULL"));
    }

    void answer(ZoomOutcome... outcomes) {
        zoom.answers.addAll(List.of(outcomes));
    }

    Optional<HostKey.Active> active(UserId user) {
        return jdbi.withHandle(tx -> ledger.current(tx, user)).flatMap(key -> key.active());
    }

    Optional<HostKey.Pending> pending(UserId user) {
        return jdbi.withHandle(tx -> ledger.current(tx, user)).flatMap(key -> key.pending());
    }

    String activeDigits(UserId user) {
        return ledger.digitsOf(active(user).orElseThrow()).reveal();
    }

    /// State and reason of the user's row.
    String row(UserId user) {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT state || coalesce(': ' || reason, '') FROM sync_user WHERE user_id = ?",
                                user.value())
                        .mapTo(String.class)
                        .one());
    }

    /// How long until the user's next attempt, as the row says.
    Duration untilDue(UserId user) {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT extract(epoch FROM due_at - now()) FROM sync_user WHERE user_id = ?",
                                user.value())
                        .mapTo(Double.class)
                        .map(seconds -> Duration.ofMillis((long) (seconds * 1000)))
                        .one());
    }

    /// `change version reason` of each host-key event, in order.
    List<String> announced() {
        return new ArrayList<>(
                jdbi.withHandle(handle ->
                        handle.select(
                                        """
                                        SELECT coalesce(convert_from(value, 'UTF8')::jsonb ->> 'change', 'failed') || ' '
                                            || coalesce(convert_from(value, 'UTF8')::jsonb ->> 'version', '') || ' '
                                            || (convert_from(value, 'UTF8')::jsonb ->> 'reason')
                                        FROM outbox WHERE topic = 'host-key-events' ORDER BY id
                                        """)
                                .mapTo(String.class)
                                .list()));
    }
}
