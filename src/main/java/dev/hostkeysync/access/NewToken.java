package dev.hostkeysync.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What is asked for with `POST /api/v1/tokens`. Read strictly: a misspelt `expiresAt` that is
/// passed over would make a token that never expires.
public record NewToken(String name, Set<Scope> scopes, Optional<Instant> expiresAt) {

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

    /// As a person fills in a form.
    ///
    /// @param scopes their words
    /// @param lastDay the token works until that day is over, in UTC; empty = it never expires
    /// @throws ProblemException 400, with what is wrong
    public static NewToken of(
            String name, Collection<String> scopes, Optional<LocalDate> lastDay, Instant now) {
        if (!TokenList.LABEL.matcher(name).matches()) {
            throw badName();
        }
        if (scopes.isEmpty()) {
            throw bad("at least one scope must be chosen");
        }
        return new NewToken(
                name,
                scopes.stream().map(NewToken::scope).collect(Collectors.toUnmodifiableSet()),
                lastDay.map(day -> day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                        .map(end -> checked(end, "the last day", now)));
    }

    private static String name(JsonNode node) {
        if (!node.isTextual() || !TokenList.LABEL.matcher(node.textValue()).matches()) {
            throw badName();
        }
        return node.textValue();
    }

    private static ProblemException badName() {
        return bad("name must have 1 to 64 letters, digits, '.', '_' or '-'");
    }

    private static Set<Scope> scopes(JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            throw bad("scopes must be a list of at least one");
        }
        return node.valueStream()
                .map(one -> scope(one.textValue()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Scope scope(@Nullable String word) {
        return Optional.ofNullable(word)
                .flatMap(Scope::parse)
                .orElseThrow(() -> bad("scopes can be " + knownScopes()));
    }

    private static Optional<Instant> expiresAt(JsonNode node, Instant now) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    checked(OffsetDateTime.parse(node.asText()).toInstant(), "expiresAt", now));
        } catch (DateTimeException _) {
            throw bad("expiresAt must be a time such as 2027-01-31T00:00:00Z");
        }
    }

    private static Instant checked(Instant end, String what, Instant now) {
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw bad(what + " must be in the future, and at most ten years ahead");
        }
        return end;
    }

    private static String knownScopes() {
        return Arrays.stream(Scope.values()).map(Scope::wireName).collect(Collectors.joining(", "));
    }

    private static ProblemException bad(String detail) {
        return Problems.badRequest(detail).toException();
    }
}
