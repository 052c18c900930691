package dev.hostkeysync.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedTest {

    private static final ZoomUserId AT_ZOOM = new ZoomUserId("KDcuGIm1QgePTO8WbOqwIQ");

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final DirectoryFixture directory = new DirectoryFixture(jdbi, new FixedIds(), clock);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    created                            | ignore     | ignore       | false | PRESENT
                    created                            | deactivate | delete       | false | PRESENT
                    created off                        | ignore     | ignore       | false | NOTHING
                    created off                        | deactivate | ignore       | false | INACTIVE
                    created, off                       | ignore     | delete       | false | NOTHING
                    created, off                       | deactivate | ignore       | false | INACTIVE
                    created, off, on                   | deactivate | delete       | false | PRESENT
                    created, off at Zoom               | deactivate | delete       | false | NOTHING
                    created, off at Zoom, off          | deactivate | ignore       | false | INACTIVE
                    created, off at Zoom, off          | ignore     | ignore       | false | NOTHING
                    created, off, off at Zoom, on      | deactivate | ignore       | false | NOTHING
                    created, off, off at Zoom, on      | deactivate | ignore       | true  | PRESENT
                    created, off at Zoom, on at Zoom   | deactivate | delete       | false | PRESENT
                    created, left group                | deactivate | delete       | false | NOTHING
                    created, left group, off           | deactivate | ignore       | false | INACTIVE
                    created, transferred               | deactivate | delete       | false | NOTHING
                    created, transferred, off          | deactivate | delete       | false | INACTIVE
                    created, transferred, ready        | deactivate | delete       | false | PRESENT
                    created, deleted at Zoom           | deactivate | delete       | false | NOTHING
                    created, removed                   | deactivate | ignore       | false | NOTHING
                    created, removed                   | ignore     | deactivate   | false | INACTIVE
                    created, removed                   | ignore     | disassociate | false | ABSENT
                    created, removed                   | ignore     | delete       | false | ABSENT
                    created, off, removed              | deactivate | ignore       | true  | NOTHING
                    created, transferred, removed      | ignore     | delete       | false | ABSENT
                    """)
    void followsFromWhereTheUserStandsAndThePolicy(
            String steps, String onDeactivate, String onRemove, boolean offByUs, Wanted wanted) {
        AccountPolicy policy =
                Policies.on("ON_DEACTIVATE", onDeactivate, "ON_REMOVE", onRemove, "HEIR", "none");

        assertThat(Wanted.of(after(steps), policy, offByUs)).isEqualTo(wanted);
    }

    private DirectoryUser after(String steps) {
        List<String> all = List.of(steps.split(", "));
        UserId user =
                directory
                        .changed(
                                new UserChange.Create(
                                        AccountFixture.profile(
                                                "zoe@example.com",
                                                all.getFirst().equals("created"))))
                        .getFirst()
                        .envelope()
                        .userId();
        all.stream().skip(1).forEach(step -> take(user, step));
        return jdbi.withHandle(tx ->
                java.util.Objects.requireNonNull(
                        directory.reader().current(tx, List.of(user)).get(user)));
    }

    private void take(UserId user, String step) {
        clock.pass(Duration.ofMinutes(1));
        UserReference zoe = UserReference.none().with(user);
        UserReference atZoom = zoe.with(AT_ZOOM);
        switch (step) {
            case "off" -> report(new Report.Deactivated(zoe));
            case "on" -> report(new Report.Activated(zoe));
            case "off at Zoom" -> report(new Report.DeactivatedAtZoom(atZoom));
            case "on at Zoom" -> report(new Report.ActivatedAtZoom(atZoom));
            case "transferred" -> report(new Report.Transferred(atZoom));
            case "deleted at Zoom" -> report(new Report.DeletedAtZoom(atZoom));
            case "ready" -> report(new Report.ReadyAtZoom(atZoom));
            case "left group" -> directory.eligibleGroups("Others");
            case "removed" -> {
                var _ = directory.changed(new UserChange.Remove(user, OptionalLong.empty()));
            }
            default -> throw new IllegalArgumentException(step);
        }
    }

    private void report(Report report) {
        var _ =
                jdbi.inTransaction(tx ->
                        directory.directory().report(tx, report, clock.instant(), "webhook:test"));
    }
}
