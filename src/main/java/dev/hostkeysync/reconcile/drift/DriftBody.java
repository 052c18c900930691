package dev.hostkeysync.reconcile.drift;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/v1/drift-checks`, for the API's description, and how it is read.
@Schema(
        name = "NewDriftCheck",
        requiredProperties = {"mode"})
record DriftBody(
        @Schema(
                        implementation = String.class,
                        enumeration = {"report", "repair"},
                        description = "`report` changes nothing; `repair` puts right what can be")
                Mode mode,
        @Schema(
                        defaultValue = "false",
                        description =
                                "Believe Zoom's list although it is suddenly smaller, or has entries"
                                        + " that name nobody. An empty list is never believed.")
                boolean acceptShrunkenList) {

    /// @throws ProblemException 400, with what is wrong
    static DriftBody parse(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw bad("the body must be a JSON object such as {\"mode\":\"report\"}");
        }
        if (body.propertyStream()
                .anyMatch(one -> !one.getKey().matches("mode|acceptShrunkenList"))) {
            throw bad("only mode and acceptShrunkenList can be given");
        }
        JsonNode accept = body.path("acceptShrunkenList");
        if (!accept.isMissingNode() && !accept.isBoolean()) {
            throw bad("acceptShrunkenList must be true or false");
        }
        return new DriftBody(
                Mode.parse(body.path("mode").isTextual() ? body.path("mode").asText() : "")
                        .orElseThrow(() -> bad("mode must be report or repair")),
                accept.asBoolean(false));
    }

    private static ProblemException bad(String detail) {
        return Problems.badRequest(detail).toException();
    }
}
