package dev.hostkeysync.portal.console;

import dev.hostkeysync.access.TokenView;
import java.util.Optional;

/// A token as the console lists it, without its text.
///
/// @param source empty = made here or over the API; otherwise the variable that holds it
/// @param revocable whether the button to end it is there
public record TokenLine(
        String id,
        String name,
        String scopes,
        String state,
        String tone,
        String source,
        String made,
        String by,
        String expires,
        String lastUse,
        boolean revocable) {

    static TokenLine of(TokenView one) {
        boolean isStored = one.createdAt() != null;
        return new TokenLine(
                one.id().toString(),
                one.name(),
                String.join(", ", one.scopes()),
                switch (one.state()) {
                    case ACTIVE -> "Active";
                    case EXPIRED -> "Expired";
                    case REVOKED -> "Revoked";
                },
                switch (one.state()) {
                    case ACTIVE -> "good";
                    case EXPIRED -> "warn";
                    case REVOKED -> "";
                },
                isStored ? "" : one.source(),
                Utc.of(Optional.ofNullable(one.createdAt())),
                Optional.ofNullable(one.createdBy()).orElse(""),
                one.expiresAt() == null ? "Never" : Utc.of(one.expiresAt()),
                one.lastUsedAt() == null ? "Never" : Utc.of(one.lastUsedAt()),
                isStored
                        && switch (one.state()) {
                            case ACTIVE, EXPIRED -> true;
                            case REVOKED -> false;
                        });
    }
}
