package dev.hostkeysync.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What is asked for with `POST /api/v1/tokens`. Read strictly: a misspelt `expiresAt` that is
/// passed over would make a token that never expires.
record NewToken(String name, Set<Scope> scopes, Optional<Instant> expiresAt) {

    static final Duration LONGEST = Duration.ofDays(3653);

    private static final Set<String> MEMBERS = Set.of("name", "scopes", "expiresAt");

    /// The body, for the API's description.
    ///
    /// @param name letters, digits, `.`, `_`, `-`, at most 64
    @Schema(
            name = "NewToken",
            requiredProperties = {"name", "scopes"})
    record Body(
            @Schema(examples = "okta") String name,
            @Schema(examples = "[\"scim\"]") List<String> scopes,
            @Schema(
                            description =
                                    "ISO 8601 with an offset, at most ten years ahead; without it the token never expires")
                    @Nullable Instant expiresAt) {}

    /// @throws ProblemException 400, with what is wrong
    static NewToken parse(@Nullable JsonNode body, Instant now) {
        if (body == null || !body.isObject()) {
            throw bad("the body must be a JSON object");
        }
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw bad("only name, scopes and expiresAt can be given");
            }
        }
        return new NewToken(
                name(body.path("name")),
                scopes(body.path("scopes")),
                expiresAt(body.path("expiresAt"), now));
    }

    private static String name(JsonNode node) {
        if (!node.isTextual() || !TokenList.LABEL.matcher(node.textValue()).matches()) {
            throw bad("name must have 1 to 64 letters, digits, '.', '_' or '-'");
        }
        return node.textValue();
    }

    private static Set<Scope> scopes(JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            throw bad("scopes must be a list of at least one");
        }
        return node.valueStream()
                .map(one ->
                        Optional.ofNullable(one.textValue())
                                .flatMap(Scope::parse)
                                .orElseThrow(() -> bad("scopes can be " + knownScopes())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Instant> expiresAt(JsonNode node, Instant now) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        try {
            Instant end = OffsetDateTime.parse(node.asText()).toInstant();
            if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
                throw bad("expiresAt must be in the future, and at most ten years ahead");
            }
            return Optional.of(end);
        } catch (DateTimeException _) {
            throw bad("expiresAt must be a time such as 2027-01-31T00:00:00Z");
        }
    }

    private static String knownScopes() {
        return Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.joining(", "));
    }

    private static ProblemException bad(String detail) {
        return Problems.badRequest(detail).toException();
    }
}
