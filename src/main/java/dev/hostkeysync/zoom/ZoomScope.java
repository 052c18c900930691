package dev.hostkeysync.zoom;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the Server-to-Server OAuth app must be allowed to do. New apps have granular scopes, older
/// ones classic ones; either will do.
// `List.of` cannot be changed; the check knows other types only.
@SuppressWarnings("ImmutableEnumChecker")
public enum ZoomScope {
    UPDATE_USER("user:update:user:admin", "user:write:admin"),
    READ_USER("user:read:user:admin", "user:read:admin", "user:write:admin"),
    LIST_USERS("user:read:list_users:admin", "user:read:admin", "user:write:admin"),
    CREATE_USER("user:write:user:admin", "user:write:admin"),
    UPDATE_STATUS("user:update:status:admin", "user:write:admin"),
    DELETE_USER("user:delete:user:admin", "user:write:admin"),
    READ_SETTINGS(
            "account:read:settings:admin", "account:read:settings:master", "account:read:admin"),
    UPDATE_SETTINGS(
            "account:update:settings:admin",
            "account:update:settings:master",
            "account:write:admin"),
    CREATE_MEETING("meeting:write:meeting:admin", "meeting:write:admin"),
    ADD_ASSISTANT("user:write:assistant:admin", "user:write:admin");

    private final String wireName;
    private final List<String> others;

    ZoomScope(String wireName, String... others) {
        this.wireName = wireName;
        this.others = List.of(others);
    }

    /// The granular one, to be named to an operator.
    public String wireName() {
        return wireName;
    }

    /// @param granted as the token endpoint named them
    public boolean isIn(Set<String> granted) {
        return Stream.concat(Stream.of(wireName), others.stream()).anyMatch(granted::contains);
    }
}
