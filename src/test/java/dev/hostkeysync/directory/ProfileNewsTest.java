package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.Trigger;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileNewsTest {

    private static final String NAMED =
            "{\"name\":{\"givenName\":\"Zoe\",\"familyName\":\"Miller\"},"
                    + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":"
                    + "{\"department\":\"Sales\"}}";

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private DirectoryFixture directory =
            DirectoryFixture.tellingProfiles(jdbi, new FixedIds(), clock);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Zoe    | Miller | Zoe    | Sales   | profile-changed
                    Zoé    | Miller |        | Sales   | profile-changed
                    Zoe    | Mills  |        | Sales   | profile-changed
                    Zoe    | Miller |        | Support | profile-changed
                    Zoe    | Miller |        |         | profile-changed
                    Zoe    | Miller |        | Sales   |
                    """)
    void tellsOfWhatZoomShows(
            String given, String family, String display, String department, String told) {
        UserId zoe = created();
        String document =
                NAMED.replace("\"Zoe\"", "\"" + given + "\"")
                        .replace("Miller", family)
                        .replace("Sales", department == null ? "" : department)
                        .replaceFirst("\\{", "{\"nickName\":\"Z\",");

        List<String> events =
                edited(
                        zoe,
                        profile("zoe@example.com", true, Optional.ofNullable(display), document));

        assertThat(events).isEqualTo(told == null ? List.of() : List.of(told));
    }

    @Test
    void tellsNothingOfItWhileProvisioningIsOff() {
        directory = new DirectoryFixture(jdbi, new FixedIds(), clock);
        UserId zoe = created();

        assertThat(edited(zoe, profile("zoe@example.com", true, Optional.of("Zoe"), NAMED)))
                .isEmpty();
    }

    @Test
    void tellsNothingMoreOfItBesideAnotherSignInOrSwitch() {
        UserId zoe = created();

        assertThat(edited(zoe, profile("zoe@example.net", true, Optional.of("Zoe"), NAMED)))
                .containsExactly("sso-changed");
        assertThat(edited(zoe, profile("zoe@example.net", false, Optional.of("Z"), NAMED)))
                .containsExactly("user-deactivated");
    }

    @Test
    void tellsOfAReportedName() {
        UserId zoe = created();
        clock.pass(Duration.ofMinutes(1));

        assertThat(
                        reported(
                                new Report.Profiled(
                                        UserReference.none().with(zoe),
                                        before ->
                                                profile(
                                                        "zoe@example.com",
                                                        before.active(),
                                                        Optional.of("Zoe M."),
                                                        before.document()))))
                .containsExactly("profile-changed");
    }

    @Test
    void tellsOfTheProvidersSwitchWhileZoomsIsOff() {
        UserId zoe = created();
        UserReference atZoom =
                UserReference.none().with(zoe).with(new ZoomUserId("KDcuGIm1QgePTO8WbOqwIQ"));
        assertThat(edited(zoe, profile("zoe@example.com", false, Optional.empty(), NAMED)))
                .containsExactly("user-deactivated");
        clock.pass(Duration.ofMinutes(1));
        assertThat(reported(new Report.DeactivatedAtZoom(atZoom))).isEmpty();

        assertThat(edited(zoe, profile("zoe@example.com", true, Optional.empty(), NAMED)))
                .containsExactly("profile-changed");
        clock.pass(Duration.ofMinutes(1));
        assertThat(reported(new Report.ActivatedAtZoom(atZoom)))
                .containsExactly("user-reactivated", "zoom-user-ready");
    }

    private UserId created() {
        return directory
                .changed(
                        new UserChange.Create(
                                profile("zoe@example.com", true, Optional.empty(), NAMED)))
                .getFirst()
                .envelope()
                .userId();
    }

    private List<String> edited(UserId user, Profile profile) {
        return labels(
                directory.changed(new UserChange.Edit(user, OptionalLong.empty(), _ -> profile)));
    }

    private List<String> reported(Report report) {
        return jdbi.inTransaction(tx ->
                labels(
                        switch (directory
                                .directory()
                                .report(tx, report, clock.instant(), "webhook:test")) {
                            case ChangeResult.Changed changed -> changed.events();
                            default -> List.of();
                        }));
    }

    private static List<String> labels(List<LifecycleEvent> events) {
        return events.stream().map(event -> Trigger.of(event).label()).toList();
    }

    private static Profile profile(
            String email, boolean active, Optional<String> display, String document) {
        return new Profile(
                email,
                Optional.empty(),
                Optional.of(new EmailAddress(email)),
                display,
                active,
                document);
    }
}
