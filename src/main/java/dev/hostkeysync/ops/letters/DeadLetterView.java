package dev.hostkeysync.ops.letters;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.provisioning.DeadLetter;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A dead letter as the API tells it: never its content.
///
/// @param state `dead`, `replaying`, `handled` or `outdated` (newer events of the user had been
///   applied, so it changed nothing)
/// @param attempts how often it could not be handled
/// @param type missing where it does not look like one of ours
/// @param eventId the event's own id, where there is one
/// @param userId where the record's key is one
/// @param partition where the record lay the first time
/// @param bytes of the record
@Schema(name = "DeadLetter")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterView(
        @JsonProperty UUID id,
        @JsonProperty String state,
        @JsonProperty String reason,
        @JsonProperty int attempts,
        @JsonProperty @Nullable String type,
        @JsonProperty @Nullable UUID eventId,
        @JsonProperty @Nullable UUID userId,
        @JsonProperty int partition,
        @JsonProperty long offset,
        @JsonProperty long bytes,
        @JsonProperty Instant firstAt,
        @JsonProperty Instant lastAt,
        @JsonProperty @Nullable Instant replayedAt) {

    static DeadLetterView of(DeadLetter letter) {
        return new DeadLetterView(
                letter.id(),
                letter.state().label(),
                letter.reason(),
                letter.attempts(),
                letter.type().orElse(null),
                letter.eventId().orElse(null),
                letter.userId().orElse(null),
                letter.partition(),
                letter.offset(),
                letter.bytes(),
                letter.firstAt(),
                letter.lastAt(),
                letter.replayedAt().orElse(null));
    }
}
