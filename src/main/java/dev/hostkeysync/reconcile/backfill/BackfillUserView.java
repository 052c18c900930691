package dev.hostkeysync.reconcile.backfill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What became of one user.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BackfillUser", description = "What became of one user")
record BackfillUserView(
        @JsonProperty @Schema(description = "Our id") @Nullable UUID userId,
        @JsonProperty @Nullable String zoomUserId,
        @JsonProperty @Schema(description = "Until seven days after the end")
                @Nullable String email,
        @JsonProperty
                @Schema(
                        enumeration = {
                            "planned",
                            "marked",
                            "done",
                            "failed",
                            "waiting",
                            "in-doubt",
                            "skipped"
                        })
                String state,
        @JsonProperty @Schema(description = "Why skipped, failed, waiting or in doubt")
                @Nullable String reason) {

    static BackfillUserView of(BackfillUsers.Line line) {
        return new BackfillUserView(
                line.userId().orElse(null),
                line.zoomUserId().orElse(null),
                line.email().orElse(null),
                line.state().wireName(),
                line.reason().orElse(null));
    }
}
