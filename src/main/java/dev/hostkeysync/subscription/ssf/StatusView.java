package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.subscription.State;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The status of a stream (SSF 1.0 section 8.1.2).
///
/// @param status `enabled`, `paused` or `disabled`
@Schema(name = "SsfStreamStatus")
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusView(
        @JsonProperty("stream_id") String streamId,
        @JsonProperty("status") String status,
        @JsonProperty("reason") @Nullable String reason) {

    static StatusView of(Stream stream) {
        return new StatusView(
                stream.id().toString(),
                label(stream.subscription().status().state()),
                stream.subscription().status().reason().orElse(null));
    }

    static String label(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
