package dev.hostkeysync.videosdk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// @param expiresAt when the token ends, to the second
@Schema(name = "SignedVideoSdkToken")
record TokenAnswer(
        @Schema(examples = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.…") @JsonProperty String token,
        @JsonProperty Instant expiresAt) {

    @Override
    public String toString() {
        return "TokenAnswer[until " + expiresAt + "]";
    }
}
