package dev.hostkeysync.directory;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lifecycle.Cause;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.Trigger;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// A directory to which things are reported, told in few words: everything of the day happens at
/// some minute after eight, and is reported at ten.
final class ReportFixture {

    static final ExternalId EXTERNAL_ID = new ExternalId("00u1");
    static final ZoomUserId AT_ZOOM = new ZoomUserId("z1");

    /// As the identity provider knows her.
    static final UserReference ZOE = UserReference.none().with(EXTERNAL_ID);

    /// As Zoom does.
    static final UserReference ZOE_AT_ZOOM = UserReference.ofZoom(AT_ZOOM, email("zoe"));

    private static final Instant EIGHT = Instant.parse("2026-11-22T08:00:00Z");

    final TestDatabase database = TestDatabase.fresh();
    final TestClock clock = new TestClock("2026-11-22T07:00:00Z");
    final DirectoryFixture directory = new DirectoryFixture(database.jdbi(), new FixedIds(), clock);

    /// By SCIM, an hour before all that is reported.
    UserId zoeByScim() {
        UserId id =
                directory
                        .changed(new UserChange.Create(profile("zoe", true)))
                        .getFirst()
                        .envelope()
                        .userId();
        untilTen();
        return id;
    }

    void untilTen() {
        clock.pass(Duration.between(clock.instant(), EIGHT.plus(Duration.ofHours(2))));
    }

    void scim(UserId user, boolean active) {
        var _ =
                directory.changed(
                        new UserChange.Edit(
                                user, OptionalLong.empty(), was -> profile("zoe", active)));
    }

    static Profile profile(String name, boolean active) {
        return new Profile(
                name + "@example.com",
                Optional.of(EXTERNAL_ID),
                email(name),
                Optional.of("Zoë"),
                active,
                "{\"displayName\":\"Zoë\",\"active\":" + active + "}");
    }

    static Optional<EmailAddress> email(String name) {
        return EmailAddress.parse(name + "@example.com");
    }

    static Instant minute(int minute) {
        return EIGHT.plus(Duration.ofMinutes(minute));
    }

    ChangeResult report(int minute, Report report) {
        return database.jdbi()
                .inTransaction(tx ->
                        directory.directory().report(tx, report, minute(minute), "webhook:test"));
    }

    /// What came of it, in one line: the kind, the events with their versions, and how the user
    /// stands.
    String told(int minute, Report report) {
        return switch (report(minute, report)) {
            case ChangeResult.Changed(DirectoryUser user, var events) ->
                    "changed" + events(events) + " -> " + standing(user);
            case ChangeResult.Unchanged(DirectoryUser user) -> "unchanged -> " + standing(user);
            case ChangeResult.Late(DirectoryUser user) -> "late -> " + standing(user);
            case ChangeResult.NotFound _ -> "not found";
            case ChangeResult.Ambiguous _ -> "ambiguous";
            case ChangeResult.UserNameTaken _ -> "name taken";
            case ChangeResult.VersionMismatch _ -> "version mismatch";
        };
    }

    private static String events(List<LifecycleEvent> events) {
        return events.stream().map(ReportFixture::event).collect(Collectors.joining());
    }

    static String event(LifecycleEvent event) {
        String detail =
                switch (event) {
                    case LifecycleEvent.UserCreated(var _, boolean active) -> active ? "" : " off";
                    case LifecycleEvent.UserDeactivated(var _, Cause cause) -> by(cause);
                    case LifecycleEvent.UserReactivated(var _, Cause cause) -> by(cause);
                    case LifecycleEvent.SsoChanged _,
                            LifecycleEvent.UserRemoved _,
                            LifecycleEvent.UserTransferred _,
                            LifecycleEvent.ProfileChanged _,
                            LifecycleEvent.ZoomUserReady _,
                            LifecycleEvent.HostKeyDrifted _ ->
                            "";
                };
        return ", " + Trigger.of(event).label() + detail + " " + event.envelope().version();
    }

    private static String by(Cause cause) {
        return cause == Cause.ZOOM ? " by Zoom" : "";
    }

    static String standing(DirectoryUser user) {
        return user.status()
                + user.zoomUserId().map(id -> " " + id).orElse("")
                + " v"
                + user.version();
    }

    /// How each of the living stands, as stored.
    List<String> everybody() {
        return directory
                .query()
                .page(new Search(Criteria.ALL, Sort.CREATED, new Search.Index(0), 100))
                .resources()
                .stream()
                .map(ReportFixture::standing)
                .toList();
    }

    DirectoryUser read(UserId user) {
        return directory.reader().byId(user).orElseThrow();
    }

    /// The kinds of all events there were, in order.
    List<String> triggers() {
        return OutboxFixture.lines(database.jdbi()).stream()
                .map(line -> line.replaceAll(".*user\\.([a-z-]+)\\.v1.*", "$1"))
                .toList();
    }
}
