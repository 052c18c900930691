package dev.hostkeysync.reconcile.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A finding as the API tells it.
///
/// @param number of the finding within its check
/// @param kind the stable word
/// @param userId null where the directory has nobody
/// @param email as the directory has it
/// @param zoomEmail as Zoom has it, where that is the point
/// @param found what is wrong
/// @param repair what a repair does, or why it does nothing
/// @param outcome what came of it; null while nothing did
@Schema(name = "DriftFinding")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FindingView(
        @JsonProperty int number,
        @JsonProperty String kind,
        @JsonProperty @Nullable UUID userId,
        @JsonProperty @Nullable String zoomUserId,
        @JsonProperty @Nullable String email,
        @JsonProperty @Nullable String zoomEmail,
        @JsonProperty String found,
        @JsonProperty String repair,
        @JsonProperty
                @Nullable
                @Schema(
                        examples = "repaired",
                        description =
                                "`repaired`, `over` (it was no longer so), `already`, `held`,"
                                        + " `protected`, `not-entitled`, `ambiguous`, `unknown`")
                String outcome) {

    static FindingView of(
            int number,
            String kind,
            @Nullable UUID userId,
            @Nullable String zoomUserId,
            @Nullable String email,
            @Nullable String zoomEmail,
            String detail,
            Remedy remedy,
            @Nullable String note,
            @Nullable String outcome) {
        String repair =
                remedy == Remedy.NOTHING
                        ? "Nothing: " + note + "."
                        : "A repair "
                                + remedy.told()
                                + "."
                                + (note == null ? "" : " It came to nothing: " + note + ".");
        return new FindingView(
                number, kind, userId, zoomUserId, email, zoomEmail, detail, repair, outcome);
    }
}
