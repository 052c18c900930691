package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.ops.pipeline.Moment;
import dev.hostkeysync.ops.pipeline.PipelineSnapshot;
import dev.hostkeysync.ops.pipeline.PipelineState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OverviewWordsTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:15:30Z");

    private static PipelineSnapshot now(
            double oldest,
            boolean kafka,
            long lag,
            double behind,
            PipelineSnapshot.@Nullable Held held) {
        return new PipelineSnapshot(
                AT,
                "ok",
                "Fine.",
                new PipelineSnapshot.Intake(1.25, 0),
                new PipelineSnapshot.Outbox(oldest > 0 ? 3 : 0, oldest),
                new PipelineSnapshot.Kafka(
                        kafka,
                        AT,
                        kafka
                                ? List.of(
                                        new PipelineSnapshot.TopicLag(
                                                "identity-lifecycle", lag, 4, 2),
                                        new PipelineSnapshot.TopicLag("host-key-events", 7, 1, 1))
                                : List.of()),
                new PipelineSnapshot.Work(1, 2, 3, 0, 90, behind),
                new PipelineSnapshot.Zoom(
                        Map.of("ok", 12.0, "throttled", 0.0),
                        List.of(new PipelineSnapshot.RateClass("light", 0.42, held))),
                new PipelineSnapshot.Events(0),
                0,
                List.of());
    }

    private static StageView stage(PipelineSnapshot snapshot, String id) {
        return Stages.of(snapshot).stream()
                .filter(stage -> stage.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.02, < 0.1", "0.44, 0.4", "9.94, 9.9", "9.96, 10", "1240.4, '1,240'"})
    void roundsRates(double rate, String text) {
        assertThat(Figures.rate(rate)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, –",
        "0.2, 1 s",
        "119, 119 s",
        "120, 2 min",
        "7199, 119 min",
        "7200, 2 h",
        "172800, 2 d"
    })
    void tellsAges(double seconds, String text) {
        assertThat(Figures.age(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource
    void everyVerdictSaysWhatIsSoAndWhereToLook(PipelineState state) {
        VerdictView verdict = VerdictView.of(state.label(), "Why.", false);

        assertThat(verdict.title()).endsWith(".");
        assertThat(verdict.nextAt().isEmpty()).isEqualTo(state == PipelineState.OK);
        assertThat(verdict.tone())
                .isEqualTo(
                        switch (state) {
                            case OK -> "good";
                            case SLOW, RATE_LIMITED -> "warn";
                            case PAUSED, STALLED -> "bad";
                        });
        assertThat(
                        Arrays.stream(PipelineState.values())
                                .map(one -> VerdictView.of(one.label(), "", false).word()))
                .doesNotHaveDuplicates();
    }

    @Test
    void isNotAllGreenWhileSomethingWaitsForSomebody() {
        PipelineView held = PipelineView.of(now(0, true, 0, 0, null), 1, 2);

        assertThat(held.verdict().state()).isEqualTo("ok");
        assertThat(held.verdict().tone()).isEqualTo("warn");
        assertThat(held.verdict().title()).isEqualTo("It is working, and something waits for you.");
        assertThat(held.needs())
                .containsExactly(
                        new Need("1 hold to decide", "#holds"),
                        new Need("2 problems of the set-up", "#preflight"));
        assertThat(PipelineView.of(now(0, true, 0, 0, null), 0, 0).verdict().tone())
                .isEqualTo("good");
        assertThat(VerdictView.of("stalled", "Why.", true).title()).isEqualTo("It is not working.");
    }

    @ParameterizedTest
    @CsvSource({"0, good, Empty", "9, good, Flowing", "10, warn, Slow", "60, bad, Stuck"})
    void judgesTheOutboxAsTheVerdictDoes(double oldest, String tone, String word) {
        StageView stage = stage(now(oldest, true, 0, 0, null), "outbox");

        assertThat(stage.tone()).isEqualTo(tone);
        assertThat(stage.word()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0, good, Caught up, 0",
        "true, 999, good, Working, 999",
        "true, 1000, warn, Behind, '1,000'",
        "false, 0, bad, Kafka silent, ?"
    })
    void judgesTheConsumer(boolean kafka, long lag, String tone, String word, String figure) {
        StageView stage = stage(now(0, kafka, lag, 0, null), "consumer");

        assertThat(stage.tone()).isEqualTo(tone);
        assertThat(stage.word()).isEqualTo(word);
        assertThat(stage.figure()).isEqualTo(figure);
    }

    @Test
    void saysWhatOnlyThisReplicaKnows() {
        List<StageView> stages = Stages.of(now(0, true, 0, 0, null));

        assertThat(stages)
                .extracting(StageView::id)
                .containsExactly("intake", "outbox", "consumer", "users", "zoom", "events");
        assertThat(stages.stream().filter(stage -> !stage.scope().isEmpty()))
                .extracting(StageView::id)
                .containsExactly("intake", "zoom");
        assertThat(stages.get(4).facts())
                .containsExactly(
                        new StageView.Fact("Budget used", "42 %"),
                        new StageView.Fact("ok", "12 / s"));
        assertThat(stages.get(3).facts()).contains(new StageView.Fact("In doubt", "3"));
    }

    @ParameterizedTest
    @CsvSource({"refused, bad, Refuses us", "throttled, warn, Held"})
    void saysWhyZoomIsNotAsked(String cause, String tone, String word) {
        PipelineSnapshot snapshot =
                now(0, true, 0, 0, new PipelineSnapshot.Held(cause, "Zoom said so", 130));

        assertThat(stage(snapshot, "zoom").tone()).isEqualTo(tone);
        assertThat(stage(snapshot, "zoom").word()).isEqualTo(word);
        BudgetView budget = BudgetView.of(snapshot.zoom().budget().getFirst());
        assertThat(budget.text()).isEqualTo("Held for another 2 min: Zoom said so.");
        assertThat(budget.share()).isEqualTo("42 %");
    }

    @Test
    void tellsTheChartsInWordsToo() {
        Moment first = new Moment(AT, "ok", 1, 0, 5, null, 2, 90, 0, 0, 0.5, Map.of("light", 0.5));
        Moment second =
                new Moment(
                        AT.plusSeconds(2),
                        "ok",
                        3,
                        0,
                        0,
                        40L,
                        1,
                        30,
                        0.04,
                        0,
                        0.25,
                        Map.of("light", 0.25, "medium", 0.1));

        Lines lines = Lines.of(List.of(first, second));

        assertThat(lines.at()).containsExactly(AT.getEpochSecond(), AT.getEpochSecond() + 2);
        assertThat(lines.lines().get("lag")).containsExactly(null, 40.0);
        assertThat(lines.table().get(0).now()).isEqualTo("3.0");
        assertThat(lines.table().get(0).before()).isEqualTo("–");
        assertThat(lines.table().get(2).highest()).isEqualTo("5.0");
        assertThat(lines.table().get(5).highest()).isEqualTo("90");
        assertThat(lines.table().get(8).lowest()).isEqualTo("25 %");
        assertThat(lines.lines().get("budget-medium")).containsExactly(null, 0.1);
        assertThat(lines.table().get(10).now()).isEqualTo("–");
    }
}
