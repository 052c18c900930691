package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.portal.FrameFixture;
import dev.hostkeysync.reconcile.backfill.BackfillFixture;
import dev.hostkeysync.reconcile.backfill.BackfillState;
import dev.hostkeysync.reconcile.backfill.BackfillView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillLineTest {

    private static String page(BackfillLine one) {
        return Rendered.page(
                "backfill",
                Map.of(
                        "frame",
                        FrameFixture.operator("/console/backfills"),
                        "one",
                        one,
                        "stuck",
                        List.of(new StuckLine("", "zoe@example.com", "Refused", "Zoom said <no>")),
                        "said",
                        Said.nothing(one)));
    }

    @Test
    void tellsADryRunInWords() {
        BackfillView view =
                BackfillFixture.view(
                        BackfillState.DONE,
                        true,
                        1200,
                        0,
                        Map.of("unlicensed", 3, "has-key", 40, "pending", 3));

        BackfillLine line = BackfillLine.of(view);

        assertThat(line.result())
                .containsExactly(
                        "1,200 users would get a key. Nobody was touched.",
                        "7 of them no identity provider has told us of; they would be adopted from Zoom.",
                        "It would take about 2 minutes.");
        assertThat(line.skipped())
                .containsExactly(
                        new BackfillLine.Skipped(40, "Have their key already"),
                        new BackfillLine.Skipped(3, "Have not accepted Zoom's invitation"),
                        new BackfillLine.Skipped(3, "Have no Zoom licence"));
        assertThat(line.startable()).isTrue();
        assertThat(line.unfinished()).isFalse();
        assertThat(page(line))
                .contains(
                        "Zoom may mail each user",
                        "Start for real …",
                        "name=\"share\" value=\"50\"")
                .contains("<caption>Who gets no key, and why</caption>")
                .doesNotContain("every 1s", "id=\"pause\"");
    }

    @Test
    void tellsHowFarItIs() {
        BackfillLine line =
                BackfillLine.of(
                        BackfillFixture.view(BackfillState.RUNNING, false, 200, 67, Map.of()));

        assertThat(line.percent()).isEqualTo(33);
        assertThat(line.progress()).isEqualTo("67 of 200 users have their key.");
        assertThat(line.pace()).isEqualTo("4.5 keys a second, about 2 minutes to go");
        assertThat(line.startable()).isFalse();
        assertThat(page(line))
                .contains(
                        "value=\"33\"",
                        "hx-trigger=\"every 1s\"",
                        "every 10s",
                        "figures?said=33&amp;seen=" + line.seen())
                .contains("id=\"pause\"", "Zoom said &lt;no&gt;")
                .doesNotContain("id=\"resume\"", "Start for real");
    }

    @Test
    void canBeResumedWhilePaused() {
        BackfillLine line =
                BackfillLine.of(
                        BackfillFixture.view(BackfillState.PAUSED, false, 200, 67, Map.of()));

        assertThat(line.resumable()).isTrue();
        assertThat(line.pausable()).isFalse();
        assertThat(line.state()).isEqualTo("Paused");
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, 33, -1, true, 33",
        "RUNNING, 33, 30, false, 30",
        "RUNNING, 33, 29, true, 33",
        "DONE, 100, 30, true, 100",
        "CANCELLED, 33, 33, true, 33"
    })
    void saysATenthAtATimeAndTheEnd(
            BackfillState state, int percent, int before, boolean news, int said) {
        BackfillLine line =
                BackfillLine.of(BackfillFixture.view(state, false, 200, percent * 2, Map.of()));

        assertThat(line.percent()).isEqualTo(percent);
        assertThat(Said.after(line, before)).isEqualTo(new Said(said, news));
    }
}
