package dev.hostkeysync.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A token as the API tells it, without the token.
///
/// @param source `api`, or the variable that holds it
/// @param state `active`, `expired` or `revoked`
/// @param createdAt null for a token of a variable, as `createdBy`
/// @param expiresAt null = it never expires
/// @param lastUsedAt exact to a minute; null = never
@Schema(name = "Token")
public record TokenView(
        @JsonProperty UUID id,
        @JsonProperty String name,
        @JsonProperty List<String> scopes,
        @JsonProperty String source,
        @JsonProperty State state,
        @JsonProperty @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant createdAt,
        @JsonProperty @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String createdBy,
        @JsonProperty @Nullable Instant expiresAt,
        @JsonProperty @Nullable Instant lastUsedAt,
        @JsonProperty @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant revokedAt,
        @JsonProperty @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String revokedBy) {

    @Schema(name = "TokenState")
    public enum State {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("expired")
        EXPIRED,
        @JsonProperty("revoked")
        REVOKED;

        static State of(TokenEntry entry, Optional<Instant> revokedAt, Instant now) {
            if (revokedAt.isPresent()) {
                return REVOKED;
            }
            return entry.isExpired(now) ? EXPIRED : ACTIVE;
        }
    }

    static TokenView of(StoredToken token, Instant now) {
        return new TokenView(
                token.id(),
                token.name(),
                names(token.entry().caller()),
                "api",
                State.of(token.entry(), token.revokedAt(), now),
                token.createdAt(),
                token.createdBy(),
                token.expiresAt().orElse(null),
                token.lastUsedAt().orElse(null),
                token.revokedAt().orElse(null),
                token.revokedBy().orElse(null));
    }

    static TokenView ofVariable(
            String variable, TokenEntry entry, Optional<Instant> lastUse, Instant now) {
        return new TokenView(
                entry.id(),
                entry.caller().label(),
                names(entry.caller()),
                variable,
                State.of(entry, Optional.empty(), now),
                null,
                null,
                entry.expiresAt().orElse(null),
                lastUse.orElse(null),
                null,
                null);
    }

    static List<String> names(Caller caller) {
        return caller.scopes().stream().map(Scope::wireName).sorted().toList();
    }
}
