package dev.hostkeysync.reconcile.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What became of a request.
///
/// @param follows what happens next, for people
/// @param status the user after it
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "HostKeyRequestAnswer", description = "What became of a request")
record Answer(
        @JsonProperty Outcome outcome,
        @JsonProperty String follows,
        @JsonProperty @Nullable HoldView held,
        @JsonProperty UserView status) {

    @Schema(name = "HostKeyRequestOutcome")
    enum Outcome {
        DONE,
        /// It was so before.
        ALREADY,
        /// A revocation that waits for the approval of a hold.
        HELD
    }
}
