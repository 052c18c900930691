package dev.hostkeysync.account;

import dev.hostkeysync.directory.ChangeResult;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.provisioning.KeyFixture;
import dev.hostkeysync.provisioning.Protection;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.zoom.ZoomConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/// Zoom's users without Kafka and without a loop: a test applies changes, which are heard at once,
/// and turns.
final class AccountFixture {

    final Jdbi jdbi = TestDatabase.fresh().jdbi();
    final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    final FakeZoomUsers zoom = new FakeZoomUsers();
    final DirectoryFixture directory =
            DirectoryFixture.tellingProfiles(jdbi, new FixedIds(), clock);
    final KeyFixture keys = new KeyFixture(jdbi);
    final Protection protection = keys.protection();
    final AccountList list = new AccountList();
    final AccountSwitches switches = new AccountSwitches();
    final AccountMarks marks;
    final AccountLeases leases;
    final AccountVerdict verdict;
    final AccountPolicy policy;

    /// @param variables as for [Policies#on]
    AccountFixture(String... variables) {
        policy = Policies.on(variables);
        marks = new AccountMarks(list, switches, directory.reader(), policy);
        leases =
                new AccountLeases(
                        jdbi,
                        list,
                        directory.reader(),
                        protection,
                        keys.progress(),
                        policy,
                        Configs.of(
                                ZoomConfig.class,
                                Map.of(
                                        "ZOOM_ACCOUNT_ID", "a",
                                        "ZOOM_CLIENT_ID", "c",
                                        "ZOOM_CLIENT_SECRET", "s")));
        verdict =
                new AccountVerdict(
                        jdbi,
                        list,
                        switches,
                        directory.directory(),
                        keys.progress(),
                        new AccountBell(),
                        clock);
        jdbi.useTransaction(tx -> list.begin(tx, clock.instant()));
    }

    UserId create(String email) {
        return create(profile(email, true));
    }

    UserId create(Profile profile) {
        return change(new UserChange.Create(profile)).getFirst().envelope().userId();
    }

    List<LifecycleEvent> edit(UserId user, Profile profile) {
        return change(new UserChange.Edit(user, OptionalLong.empty(), _ -> profile));
    }

    void remove(UserId user) {
        var _ = change(new UserChange.Remove(user, OptionalLong.empty()));
    }

    List<LifecycleEvent> change(UserChange change) {
        clock.pass(Duration.ofSeconds(1));
        List<LifecycleEvent> events = directory.changed(change);
        hear(events);
        return events;
    }

    void report(Report report) {
        clock.pass(Duration.ofSeconds(1));
        ChangeResult result =
                jdbi.inTransaction(tx ->
                        directory.directory().report(tx, report, clock.instant(), "webhook:zoom"));
        if (result instanceof ChangeResult.Changed changed) {
            hear(changed.events());
        }
    }

    void hear(List<LifecycleEvent> events) {
        jdbi.useTransaction(tx -> marks.apply(tx, events));
    }

    /// One look of the loop.
    ///
    /// @return the calls that it made
    List<String> turn() {
        clock.pass(Duration.ofSeconds(1));
        zoom.calls.clear();
        for (AccountTask task : leases.take(100)) {
            verdict.write(task, run(task));
        }
        return List.copyOf(zoom.calls);
    }

    AccountResult run(AccountTask task) {
        return new AccountTurn(zoom, policy, new AccountNotes(jdbi, switches, protection), task)
                .run();
    }

    /// The same after every pause.
    List<String> laterTurn() {
        int _ =
                jdbi.withHandle(handle ->
                        handle.execute(
                                "UPDATE zoom_account SET due_at = now() WHERE due_at IS NOT NULL"));
        return turn();
    }

    /// Wanted, state, hindrance and reason of the user's row.
    String row(UserId user) {
        return jdbi.withHandle(handle ->
                handle.select(
                                """
                                SELECT wanted || ' ' || state || coalesce(' ' || hindrance || ': ' || reason, '')
                                FROM zoom_account WHERE user_id = ?
                                """,
                                user.value())
                        .mapTo(String.class)
                        .findOne()
                        .orElse("none"));
    }

    void markedBefore(UserId user, Duration time) {
        int _ =
                jdbi.withHandle(handle ->
                        handle.execute(
                                "UPDATE zoom_account SET marked_at = now() - make_interval(secs => ?) WHERE user_id = ?",
                                time.toSeconds(),
                                user.value()));
    }

    Optional<DirectoryUser> user(UserId user) {
        return jdbi.withHandle(
                tx -> Optional.ofNullable(directory.reader().current(tx, List.of(user)).get(user)));
    }

    /// The last parts of the events' types, in order.
    List<String> told(UserId user) {
        return jdbi.withHandle(handle ->
                handle.select(
                                """
                                SELECT replace(replace(headers[array_position(headers, 'ce_type') + 1],
                                    'dev.hostkeysync.user.', ''), '.v1', '')
                                FROM outbox WHERE topic = 'identity-lifecycle' AND convert_from(key, 'UTF8') = ? ORDER BY id
                                """,
                                user.toString())
                        .mapTo(String.class)
                        .list());
    }

    static Profile profile(String email, boolean active) {
        return profile(email, active, "Zoe", "Miller", "Sales");
    }

    static Profile profile(
            String email, boolean active, String given, String family, String department) {
        String document =
                """
                {"name":{"givenName":"%s","familyName":"%s"},
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"%s"}}
                """
                        .formatted(given, family, department);
        return new Profile(
                email,
                Optional.empty(),
                Optional.of(new EmailAddress(email)),
                Optional.empty(),
                active,
                document);
    }

    static Profile withExternalId(Profile profile, String id) {
        return new Profile(
                profile.userName(),
                Optional.of(new ExternalId(id)),
                profile.email(),
                profile.displayName(),
                profile.active(),
                profile.document());
    }
}
