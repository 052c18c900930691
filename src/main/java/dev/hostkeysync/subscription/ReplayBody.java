package dev.hostkeysync.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of `POST …/replay`, for the API's description, and how it is read.
@Schema(
        name = "ReplayRange",
        requiredProperties = {"from"})
record ReplayBody(
        @Schema(
                        examples = "2026-11-20T08:00:00Z",
                        description = "When the first event happened; at most 31 days ago")
                String from,
        @Schema(
                        examples = "2026-11-21T08:00:00Z",
                        description = "The first moment after the last one; without it now")
                @Nullable String to) {

    static final Duration LONGEST = Duration.ofDays(31);

    /// @throws ProblemException 400, with what is wrong
    static Span parse(@Nullable JsonNode body, Instant now) {
        if (body == null || !body.isObject()) {
            throw bad("the body must be a JSON object");
        }
        if (body.propertyStream().anyMatch(one -> !one.getKey().matches("from|to"))) {
            throw bad("only from and to can be given");
        }
        Instant from = time("from", body.path("from"));
        Instant to = body.has("to") ? time("to", body.path("to")) : now;
        if (!from.isBefore(to) || to.isAfter(now)) {
            throw bad("from must be before to, and to not in the future");
        }
        if (from.isBefore(now.minus(LONGEST))) {
            throw bad("from must be at most 31 days ago");
        }
        return new Span(from, to);
    }

    private static Instant time(String name, JsonNode node) {
        try {
            return OffsetDateTime.parse(node.asText()).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException _) {
            throw bad(name + " must be a time such as 2026-11-20T08:00:00Z");
        }
    }

    private static ProblemException bad(String detail) {
        return Problems.badRequest(detail).toException();
    }
}
