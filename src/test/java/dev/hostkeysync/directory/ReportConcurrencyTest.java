package dev.hostkeysync.directory;

import static dev.hostkeysync.directory.ReportFixture.ZOE;
import static dev.hostkeysync.directory.ReportFixture.ZOE_AT_ZOOM;
import static dev.hostkeysync.directory.ReportFixture.minute;
import static dev.hostkeysync.directory.ReportFixture.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.GroupId;
import dev.hostkeysync.identity.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Reports that come at the same moment, and beside changes by other doors.
class ReportConcurrencyTest {

    private final ReportFixture fixture = new ReportFixture();

    @RepeatedTest(5)
    void oneUserComesOutOfManyReportsAtOnce() throws Exception {
        fixture.untilTen();
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(() -> fixture.report(1, new Report.Created(ZOE, profile("zoe", true))));
            calls.add(() -> fixture.report(2, new Report.ReadyAtZoom(ZOE_AT_ZOOM)));
            calls.add(() -> fixture.report(3, new Report.DeactivatedAtZoom(ZOE_AT_ZOOM)));
            calls.add(() -> fixture.report(4, new Report.Deactivated(ZOE)));
            calls.add(() -> fixture.report(5, new Report.ActivatedAtZoom(ZOE_AT_ZOOM)));
            calls.add(() ->
                    fixture.report(
                            6,
                            new Report.HostKeyDrifted(
                                    UserReference.ofZoom(
                                            ReportFixture.AT_ZOOM, Optional.empty()))));
        }

        atOnce(calls);

        assertThat(fixture.everybody().stream().map(standing -> standing.replaceAll(" v.*", "")))
                .containsExactly("DEACTIVATED z1");
        assertThat(fixture.triggers().stream().filter("created"::equals)).hasSize(1);
        assertThat(fixture.triggers()).contains("deactivated", "zoom-ready");
    }

    @RepeatedTest(5)
    void whoComesByTwoDoorsIsOneUser() throws Exception {
        fixture.untilTen();
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int n = i;
            calls.add(() ->
                    fixture.directory
                            .directory()
                            .apply(new UserChange.Create(profile("zoe", true)), "scim:" + n));
            calls.add(() -> fixture.report(n, new Report.Created(ZOE, profile("zoe", true))));
        }

        atOnce(calls);

        assertThat(fixture.everybody()).containsExactly("ACTIVE v1");
        assertThat(fixture.triggers()).containsExactly("created");
    }

    @RepeatedTest(5)
    void whatIsSaidWhileScimMakesTheUserIsNotLost() throws Exception {
        fixture.untilTen();
        List<Callable<Object>> calls = new ArrayList<>();
        calls.add(() -> fixture.report(1, new Report.ReadyAtZoom(ZOE_AT_ZOOM)));
        calls.add(() ->
                fixture.directory
                        .directory()
                        .apply(new UserChange.Create(profile("zoe", true)), "scim:test"));
        calls.add(() -> fixture.report(2, new Report.DeactivatedAtZoom(ZOE_AT_ZOOM)));

        atOnce(calls);

        assertThat(fixture.everybody().stream().map(standing -> standing.replaceAll(" v.*", "")))
                .containsExactly("DEACTIVATED z1");
    }

    @Test
    void aZoomIdThatIsToldMeanwhileCounts() throws Exception {
        fixture.untilTen();
        UserReference byId = UserReference.ofZoom(ReportFixture.AT_ZOOM, Optional.empty());
        ChangeResult _ = fixture.report(2, new Report.DeactivatedAtZoom(byId));
        try (Handle first = fixture.database.jdbi().open();
                var threads = Executors.newSingleThreadExecutor()) {
            Handle _ = first.begin();
            ChangeResult _ =
                    fixture.directory
                            .directory()
                            .report(
                                    first,
                                    new Report.ReadyAtZoom(ZOE_AT_ZOOM),
                                    minute(1),
                                    "webhook:test");
            Future<ChangeResult> made =
                    threads.submit(() ->
                            fixture.directory
                                    .directory()
                                    .apply(
                                            new UserChange.Create(profile("zoe", true)),
                                            "scim:test"));
            untilSomebodyWaits();
            Handle _ = first.commit();
            assertThat(made.get()).isInstanceOf(ChangeResult.Changed.class);
        }

        assertThat(fixture.everybody()).containsExactly("DEACTIVATED z1 v2");
    }

    private void untilSomebodyWaits() {
        while (fixture.database
                        .jdbi()
                        .withHandle(db ->
                                db.select(
                                                "SELECT count(*) FROM pg_stat_activity WHERE"
                                                        + " wait_event_type = 'Lock' AND datname ="
                                                        + " current_database()")
                                        .mapTo(Integer.class)
                                        .one())
                == 0) {
            Thread.onSpinWait();
        }
    }

    /// A deadlock would fail one of the calls.
    @Test
    void removalsAndGroupsDoNotBlockOneAnother() throws Exception {
        fixture.directory.eligibleGroups("Sales");
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            users.add(
                    fixture.directory
                            .changed(new UserChange.Create(numbered(i)))
                            .getFirst()
                            .envelope()
                            .userId());
        }
        GroupId sales =
                GroupFixture.changed(
                                fixture.directory
                                        .groups()
                                        .apply(
                                                new GroupChange.Create(
                                                        GroupFixture.named("Sales"),
                                                        GroupFixture.ids(users.toArray())),
                                                "scim:test"))
                        .id();
        fixture.untilTen();
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            int n = i;
            UserReference user = UserReference.none().with(users.get(i));
            calls.add(() -> members(sales, MemberChange.remove(GroupFixture.ids(users.get(n)))));
            calls.add(() -> fixture.report(1 + n, new Report.Deactivated(user)));
            calls.add(() -> fixture.report(100, new Report.Removed(user)));
            calls.add(() ->
                    fixture.directory
                            .directory()
                            .apply(
                                    new UserChange.Edit(
                                            users.get(n), OptionalLong.empty(), was -> numbered(n)),
                                    "scim:test"));
        }
        Collections.shuffle(calls, new Random(1));

        atOnce(calls);

        assertThat(fixture.everybody()).isEmpty();
        assertThat(fixture.triggers().stream().filter("removed"::equals).count())
                .isGreaterThanOrEqualTo(24);
    }

    /// Each names the two users by the other's names too: in one order they are locked all the
    /// same.
    @Test
    void reportsThatNameTwoUsersDoNotBlockOneAnother() throws Exception {
        for (int i = 0; i < 2; i++) {
            var _ = fixture.directory.changed(new UserChange.Create(numbered(i)));
        }
        fixture.untilTen();
        List<Callable<Object>> calls =
                IntStream.range(0, 60)
                        .<Callable<Object>>mapToObj(n ->
                                () -> {
                                    UserReference user =
                                            UserReference.none()
                                                    .withUserName("user" + n % 2 + "@example.com")
                                                    .with(
                                                            ReportFixture.email(
                                                                            "user" + (n + 1) % 2)
                                                                    .orElseThrow());
                                    return fixture.report(n, new Report.SignInChanged(user));
                                })
                        .toList();

        atOnce(calls);

        assertThat(fixture.everybody()).containsExactly("ACTIVE v31", "ACTIVE v31");
        assertThat(minute(60)).isBefore(fixture.clock.instant());
    }

    private GroupResult members(GroupId group, MemberChange change) {
        return fixture.directory
                .groups()
                .apply(
                        new GroupChange.Edit(
                                group,
                                OptionalLong.empty(),
                                was -> new GroupChange.Edited(was, change)),
                        "scim:test");
    }

    private static dev.hostkeysync.identity.Profile numbered(int n) {
        String name = "user" + n + "@example.com";
        return new dev.hostkeysync.identity.Profile(
                name,
                Optional.empty(),
                dev.hostkeysync.identity.EmailAddress.parse(name),
                Optional.empty(),
                true,
                "{}");
    }

    private static void atOnce(List<Callable<Object>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (Future<Object> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isNotNull();
            }
        }
    }
}
