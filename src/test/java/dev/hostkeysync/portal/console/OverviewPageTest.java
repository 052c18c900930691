package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hostkeysync.ops.pipeline.PipelineFixture;
import dev.hostkeysync.portal.FrameFixture;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.testing.TestClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverviewPageTest {

    private final JourneyFixture work = new JourneyFixture();
    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");

    private PipelineView view() {
        return PipelineView.of(PipelineFixture.pipeline(work, clock).snapshot(), 0, 0);
    }

    @Test
    void isDrawnBeforeAnythingWasRead() {
        String page =
                Rendered.page(
                        "console",
                        Map.of("frame", FrameFixture.operator("/console"), "pipeline", view()));

        assertThat(page)
                .contains("<a href=\"/console\" aria-current=\"page\">Overview</a>")
                .contains("<a href=\"/console/audit\">Audit</a>")
                .contains("It is working.", "id=\"stage-intake\"", "id=\"stage-events\"")
                .contains("hx-get=\"/console/waiting\" hx-trigger=\"load, refresh\"")
                .contains("uPlot.iife.min.js", "console.js", "console.css");
    }

    @Test
    void saysTheSameAsJson() {
        work.create("zoe@example.com");

        JsonNode json =
                JsonMapper.builder().addModule(new JavaTimeModule()).build().valueToTree(view());

        assertThat(json.at("/verdict/state").asText()).isEqualTo("ok");
        assertThat(json.at("/stages/3/id").asText()).isEqualTo("users");
        assertThat(json.at("/stages/3/figure").asText()).isEqualTo("1");
        assertThat(json.at("/counts/due").asInt()).isEqualTo(1);
        assertThat(json.at("/history/lines").size()).isEqualTo(12);
        assertThat(json.toString()).doesNotContain("zoe");
    }
}
