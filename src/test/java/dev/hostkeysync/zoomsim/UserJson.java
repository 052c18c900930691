package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;

/// A user as Zoom's answers show one: the members that a list and a single user share.
final class UserJson {

    private UserJson() {}

    /// @param leakHostKey whether to show the host key, which a client must strip
    static ObjectNode of(SimulatedUser user, boolean leakHostKey) {
        String created = user.createdAt().truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode json = Json.object();
        if (user.status() != UserState.PENDING) {
            json.put("id", user.id());
        }
        json.put("email", user.email())
                .put("first_name", user.firstName())
                .put("last_name", user.lastName())
                .put("display_name", user.displayName())
                .put("type", user.type())
                .put("status", user.status().wire())
                .put("role_id", "2")
                .put("dept", "")
                .put("pmi", personalMeetingId(user))
                .put("timezone", "UTC")
                .put("verified", user.status() == UserState.PENDING ? 0 : 1)
                .put("user_created_at", created)
                .put("created_at", created);
        if (leakHostKey && user.hostKey() != null) {
            json.put("host_key", user.hostKey());
        }
        return json;
    }

    // Ten digits that stay the same for a user.
    private static long personalMeetingId(SimulatedUser user) {
        return 2_000_000_000L + Math.floorMod(user.id().hashCode(), 1_000_000_000);
    }
}
