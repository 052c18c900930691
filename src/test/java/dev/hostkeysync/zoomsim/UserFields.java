package dev.hostkeysync.zoomsim;

import org.jspecify.annotations.Nullable;

/// What to set on a user of the simulated account: of a new one, or of one that is there. Null
/// members keep what is there; a new user is otherwise licensed and active, with an id of our
/// making, and without a host key.
///
/// @param type 1 = Basic, 2 = Licensed
/// @param hostKey as if the user had set it in the portal
public record UserFields(
        @Nullable String id,
        @Nullable String email,
        @Nullable Integer type,
        @Nullable UserState status,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String hostKey) {

    public static final int BASIC = 1;
    public static final int LICENSED = 2;

    private static final UserFields NONE = new UserFields(null, null, null, null, null, null, null);

    public static UserFields none() {
        return NONE;
    }

    public static UserFields ofEmail(String email) {
        return NONE.email(email);
    }

    public UserFields id(String value) {
        return new UserFields(value, email, type, status, firstName, lastName, hostKey);
    }

    public UserFields email(String value) {
        return new UserFields(id, value, type, status, firstName, lastName, hostKey);
    }

    public UserFields type(int value) {
        return new UserFields(id, email, value, status, firstName, lastName, hostKey);
    }

    public UserFields status(UserState value) {
        return new UserFields(id, email, type, value, firstName, lastName, hostKey);
    }

    public UserFields names(String first, String last) {
        return new UserFields(id, email, type, status, first, last, hostKey);
    }

    public UserFields hostKey(String value) {
        return new UserFields(id, email, type, status, firstName, lastName, value);
    }
}
