package dev.hostkeysync.reconcile.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.zoom.ZoomSightings.Limit;
import dev.hostkeysync.zoom.limit.Plan;
import dev.hostkeysync.zoom.limit.RateClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingFindingsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PRO      | -1 | LIGHT              | false | 30   | OK      | Zoom's limits are those of ZOOM_PLAN pro.
                    BUSINESS | -1 | MEDIUM             | false | 60   | OK      | Zoom's limits are those of ZOOM_PLAN business.
                    FREE     | -1 | LIGHT              | true  | 6000 | OK      | Zoom's limits are those of ZOOM_PLAN free.
                    BUSINESS | -1 | LIGHT              | false | 30   | PROBLEM | Zoom allows less than ZOOM_PLAN business: light calls: 30 instead of 80.
                    PRO      | -1 | MEDIUM             | true  | 2000 | PROBLEM | Zoom allows less than ZOOM_PLAN pro: medium calls: 2000 a day instead of any number.
                    PRO      | -1 | RESOURCE_INTENSIVE | false | 20   | WARNING | Zoom allows more than ZOOM_PLAN pro: resource-intensive calls: 20 instead of 10.
                    PRO      | 50 | LIGHT              | false | 50   | OK      | Zoom's limits are those of ZOOM_BUDGET_OVERRIDE_PER_SECOND 50.
                    PRO      | 50 | LIGHT              | false | 30   | PROBLEM | Zoom allows less than ZOOM_BUDGET_OVERRIDE_PER_SECOND 50: light calls: 30 instead of 50.
                    PRO      | 50 | LIGHT              | true  | 6000 | PROBLEM | Zoom allows less than ZOOM_BUDGET_OVERRIDE_PER_SECOND 50: light calls: 6000 a day instead of any number.
                    """)
    void comparesWhatZoomNames(
            Plan plan,
            int override,
            RateClass rateClass,
            boolean perDay,
            int seen,
            Status status,
            String found) {
        TestZoom.Config config =
                new TestZoom.Config(
                        plan, override < 0 ? OptionalInt.empty() : OptionalInt.of(override));

        Finding finding =
                SurroundingFindings.limits(config, Map.of(new Limit(rateClass, perDay), seen));

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.found()).isEqualTo(found);
    }

    @Test
    void comparesAllLimitsAtOnce() {
        Finding finding =
                SurroundingFindings.limits(
                        new TestZoom.Config(Plan.PRO, OptionalInt.empty()),
                        Map.of(
                                new Limit(RateClass.MEDIUM, false), 2,
                                new Limit(RateClass.LIGHT, true), 6000,
                                new Limit(RateClass.LIGHT, false), 80));

        assertThat(finding.found())
                .isEqualTo(
                        "Zoom allows less than ZOOM_PLAN pro: light calls: 6000 a day instead of"
                                + " any number; medium calls: 2 instead of 20.");
        assertThat(finding.mend()).contains("ZOOM_PLAN");
    }

    @Test
    void cannotCompareWhatZoomDoesNotName() {
        Finding finding =
                SurroundingFindings.limits(
                        new TestZoom.Config(Plan.PRO, OptionalInt.empty()), Map.of());

        assertThat(finding.status()).isEqualTo(Status.CANNOT_TELL);
        assertThat(finding.found()).contains("ZOOM_PLAN pro");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.4S, OK, This machine's clock is 0 s ahead of Zoom's.",
        "PT30S, OK, This machine's clock is 30 s ahead of Zoom's.",
        "PT-31S, WARNING, This machine's clock is 31 s behind Zoom's.",
        "PT1M, WARNING, This machine's clock is 60 s ahead of Zoom's.",
        "PT-2H, PROBLEM, This machine's clock is 7200 s behind Zoom's.",
    })
    void comparesTheClocks(Duration ahead, Status status, String found) {
        Finding finding = SurroundingFindings.clock(Optional.of(ahead));

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.found()).isEqualTo(found);
    }

    @Test
    void cannotCompareTheClockWithNone() {
        assertThat(SurroundingFindings.clock(Optional.empty()).status())
                .isEqualTo(Status.CANNOT_TELL);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:00:00Z, OK, Zoom's last webhook came at 2026-03-01T09:00:00Z.",
        "2026-02-26T10:00:01Z, OK, Zoom's last webhook came at 2026-02-26T10:00:01Z.",
        "2026-02-26T10:00:00Z, WARNING, 'Zoom''s last webhook came at 2026-02-26T10:00:00Z, more"
                + " than 72 hours ago.'",
    })
    void looksForAWebhookOfTheLastThreeDays(Instant last, Status status, String found) {
        Finding finding = SurroundingFindings.webhook(Optional.of(last), NOW);

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.found()).isEqualTo(found);
    }

    @Test
    void cannotTellBeforeTheFirstWebhook() {
        Finding finding = SurroundingFindings.webhook(Optional.empty(), NOW);

        assertThat(finding.status()).isEqualTo(Status.CANNOT_TELL);
        assertThat(finding.found()).isEqualTo("No webhook of Zoom's has come yet.");
    }

    @Test
    void tellsWhatIsWrongWithTheTopics() {
        assertThat(SurroundingFindings.topics(Optional.empty()).status())
                .isEqualTo(Status.CANNOT_TELL);
        assertThat(SurroundingFindings.topics(Optional.of(List.of())).status())
                .isEqualTo(Status.OK);

        Finding found =
                SurroundingFindings.topics(Optional.of(List.of("Topic a", "Topic b: mend it")));

        assertThat(found.status()).isEqualTo(Status.PROBLEM);
        assertThat(found.found()).isEqualTo("Topic a. Topic b: mend it.");
    }
}
