package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A request the simulator saw.
///
/// @param sequence counts up from 1, without gaps
/// @param at when it was read to its end
/// @param path path and query as sent
/// @param status the status answered; 0 = none: the call still runs or hangs, or its connection was
///   closed without an answer
/// @param authorization the scheme of the Authorization header, never what follows
/// @param requestId the `X-Request-Id` header
/// @param body as sent, host key and all: these keys open nothing, and tests must compare them
public record SeenRequest(
        long sequence,
        Instant at,
        String method,
        String path,
        int status,
        @Nullable String authorization,
        @Nullable String requestId,
        @Nullable String contentType,
        String body) {

    /// Milliseconds since the epoch with three decimals.
    @JsonProperty
    public BigDecimal timeMs() {
        return BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at), /* scale= */ 3);
    }

    /// The `host_key` of the body; null = none there.
    @JsonProperty
    public @Nullable String hostKey() {
        try {
            JsonNode key = Json.read(body).path("host_key");
            return key.isTextual() ? key.asText() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    SeenRequest answered(int value) {
        return new SeenRequest(
                sequence, at, method, path, value, authorization, requestId, contentType, body);
    }
}
