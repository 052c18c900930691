package dev.hostkeysync.reconcile.preflight;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// All findings of one run, and the worst of them.
@Schema(description = "All findings of one run")
public record PreflightReport(
        @JsonProperty
                @Schema(
                        implementation = String.class,
                        description = "The worst of the findings",
                        enumeration = {"ok", "cannot-tell", "warning", "problem"})
                Status status,
        @JsonProperty Instant checkedAt,
        @JsonProperty List<Finding> findings) {

    static PreflightReport of(List<Finding> findings, Instant checkedAt) {
        return new PreflightReport(
                findings.stream()
                        .map(Finding::status)
                        .max(Comparator.naturalOrder())
                        .orElse(Status.OK),
                checkedAt,
                List.copyOf(findings));
    }
}
