package dev.hostkeysync.directory;

import static dev.hostkeysync.directory.ReportFixture.ZOE;
import static dev.hostkeysync.directory.ReportFixture.ZOE_AT_ZOOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.Profile;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// What each report does to a user who stands in each way.
class ReportTest {

    private final ReportFixture fixture = new ReportFixture();

    @ParameterizedTest
    @CsvFileSource(resources = "reports.csv", delimiter = '|', numLinesToSkip = 1)
    void doesWhatTheTableSays(String state, String report, String result) {
        bring(state);

        assertThat(fixture.told(30, report(report))).isEqualTo(result);
    }

    private void bring(String state) {
        fixture.untilTen();
        if (state.equals("unknown")) {
            return;
        }
        var _ = fixture.report(0, new Report.Created(ZOE, ReportFixture.profile("zoe", true)));
        var _ = fixture.report(1, new Report.ReadyAtZoom(ZOE_AT_ZOOM));
        switch (state) {
            case "active" -> {}
            case "off" -> fixture.report(2, new Report.Deactivated(ZOE));
            case "off at Zoom" -> fixture.report(2, new Report.DeactivatedAtZoom(ZOE_AT_ZOOM));
            case "off at both" -> {
                var _ = fixture.report(2, new Report.Deactivated(ZOE));
                var _ = fixture.report(3, new Report.DeactivatedAtZoom(ZOE_AT_ZOOM));
            }
            case "left" -> fixture.report(2, new Report.Transferred(ZOE_AT_ZOOM));
            case "left and off" -> {
                var _ = fixture.report(2, new Report.Deactivated(ZOE));
                var _ = fixture.report(3, new Report.Transferred(ZOE_AT_ZOOM));
            }
            case "deleted at Zoom" -> fixture.report(2, new Report.DeletedAtZoom(ZOE_AT_ZOOM));
            case "removed" -> fixture.report(2, new Report.Removed(ZOE));
            default -> throw new IllegalArgumentException(state);
        }
    }

    private static Report report(String name) {
        return switch (name) {
            case "Created" -> new Report.Created(ZOE, ReportFixture.profile("zoe", true));
            case "Created off" -> new Report.Created(ZOE, ReportFixture.profile("zoe", false));
            case "Profiled: name" ->
                    new Report.Profiled(
                            ZOE,
                            was ->
                                    new Profile(
                                            was.userName(),
                                            was.externalId(),
                                            was.email(),
                                            Optional.of("Zoe"),
                                            was.active(),
                                            was.document()));
            case "Profiled: sign-in" ->
                    new Report.Profiled(
                            ZOE,
                            was ->
                                    new Profile(
                                            "zoe.m@example.com",
                                            was.externalId(),
                                            was.email(),
                                            was.displayName(),
                                            was.active(),
                                            was.document()));
            case "Profiled: off" ->
                    new Report.Profiled(ZOE, _ -> ReportFixture.profile("zoe", false));
            case "Activated" -> new Report.Activated(ZOE);
            case "Deactivated" -> new Report.Deactivated(ZOE);
            case "Removed" -> new Report.Removed(ZOE);
            case "SignInChanged" -> new Report.SignInChanged(ZOE);
            case "Transferred" -> new Report.Transferred(ZOE_AT_ZOOM);
            case "ReadyAtZoom" -> new Report.ReadyAtZoom(ZOE_AT_ZOOM);
            case "ReadyAtZoom anew" ->
                    new Report.ReadyAtZoom(
                            UserReference.ofZoom(
                                    new dev.hostkeysync.identity.ZoomUserId("z2"),
                                    ReportFixture.email("zoe")));
            case "ActivatedAtZoom" -> new Report.ActivatedAtZoom(ZOE_AT_ZOOM);
            case "DeactivatedAtZoom" -> new Report.DeactivatedAtZoom(ZOE_AT_ZOOM);
            case "DeletedAtZoom" -> new Report.DeletedAtZoom(ZOE_AT_ZOOM);
            case "HostKeyDrifted" -> new Report.HostKeyDrifted(ZOE_AT_ZOOM);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
