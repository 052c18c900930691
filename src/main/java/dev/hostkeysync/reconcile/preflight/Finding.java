package dev.hostkeysync.reconcile.preflight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One thing that was looked at.
///
/// @param mend what an operator does about it; null where there is nothing to do
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PreflightFinding", description = "One thing that was looked at")
public record Finding(
        @JsonProperty
                @Schema(
                        implementation = String.class,
                        enumeration = {
                            "token",
                            "scopes",
                            "host-key-lock",
                            "limits",
                            "clock",
                            "webhook",
                            "topics"
                        })
                Check check,
        @JsonProperty
                @Schema(
                        implementation = String.class,
                        enumeration = {"ok", "cannot-tell", "warning", "problem"})
                Status status,
        @JsonProperty @Schema(description = "What was found") String found,
        @JsonProperty @Schema(description = "Why it matters") String why,
        @JsonProperty @Schema(description = "How to mend it; absent where nothing is to do")
                @Nullable String mend) {

    static Finding ok(Check check, String found) {
        return new Finding(check, Status.OK, found, check.why(), null);
    }

    static Finding of(Check check, Status status, String found, String mend) {
        return new Finding(check, status, found, check.why(), mend);
    }
}
