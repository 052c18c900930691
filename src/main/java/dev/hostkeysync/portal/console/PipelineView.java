package dev.hostkeysync.portal.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.ops.pipeline.PipelineSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The pipeline as the overview shows it, first in the page and then every two seconds as JSON: in
/// the same words, made here only.
///
/// @param needs what waits for somebody, whatever the verdict is
/// @param counts how many of each kind wait for somebody, by the id of the section
public record PipelineView(
        @JsonProperty Instant at,
        @JsonProperty VerdictView verdict,
        @JsonProperty List<Need> needs,
        @JsonProperty List<StageView> stages,
        @JsonProperty List<BudgetView> budget,
        @JsonProperty Lines history,
        @JsonProperty Counts counts) {

    /// Users by how their work stands, dead letters, and open holds.
    public record Counts(
            @JsonProperty long due,
            @JsonProperty long waiting,
            @JsonProperty long inDoubt,
            @JsonProperty long refused,
            @JsonProperty long deadLetters,
            @JsonProperty long holds) {}

    /// @param setUp problems that preflight has found
    static PipelineView of(PipelineSnapshot now, long holds, long setUp) {
        List<Need> needs = Need.of(holds, now.work().refused(), now.deadLetters(), setUp);
        return new PipelineView(
                now.at().truncatedTo(ChronoUnit.SECONDS),
                VerdictView.of(now.state(), now.reason(), !needs.isEmpty()),
                needs,
                Stages.of(now),
                now.zoom().budget().stream().map(BudgetView::of).toList(),
                Lines.of(now.samples()),
                new Counts(
                        now.work().due(),
                        now.work().waiting(),
                        now.work().inDoubt(),
                        now.work().refused(),
                        now.deadLetters(),
                        holds));
    }
}
