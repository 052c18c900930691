package dev.hostkeysync.zoom;

import java.util.Set;

/// Whether users may change their own host key at Zoom. While they may, what we keep can be wrong
/// without anybody knowing.
public sealed interface HostKeyLock {

    /// Only administrators may.
    record Locked() implements HostKeyLock {}

    /// @param others what only administrators may change: members of
    ///   `user_modifiable_info_by_admin`, where `admin_change_user_info` is on
    record NotLocked(Set<String> others) implements HostKeyLock {

        public NotLocked {
            others = Set.copyOf(others);
        }
    }

    record CannotTell(String reason) implements HostKeyLock {}
}
