package dev.hostkeysync.zoomsim;

import org.jspecify.annotations.Nullable;

/// Which calls a [Rule] is about; a null member is about all.
///
/// @param method such as `PATCH`
/// @param path what the decoded path begins with, such as `/v2/users/` or `/oauth`
/// @param user id or e-mail; finds calls that name the user either way
public record Match(@Nullable String method, @Nullable String path, @Nullable String user) {

    static final Match ANY = new Match(null, null, null);

    boolean isMet(Call call, SimulatedUsers users) {
        return (method == null || method.equals(call.method()))
                && (path == null || call.path().startsWith(path))
                && (user == null
                        || call.userRef().filter(ref -> isSame(user, ref, users)).isPresent());
    }

    private static boolean isSame(String user, String ref, SimulatedUsers users) {
        return user.equalsIgnoreCase(ref)
                || users.find(user).filter(found -> isNamed(found, ref)).isPresent();
    }

    private static boolean isNamed(SimulatedUser user, String ref) {
        return user.id().equals(ref) || user.email().equalsIgnoreCase(ref);
    }
}
