package dev.hostkeysync.hostkey;

import java.util.Optional;

/// What Zoom holds or may hold for a user; at least one of the two is there.
///
/// @param pending the candidate: Zoom may hold it in place of the active one
public record CurrentKey(Optional<HostKey.Active> active, Optional<HostKey.Pending> pending) {

    static final CurrentKey NONE = new CurrentKey(Optional.empty(), Optional.empty());

    CurrentKey with(HostKey key) {
        return switch (key) {
            case HostKey.Active row -> new CurrentKey(Optional.of(row), pending);
            case HostKey.Pending row -> new CurrentKey(active, Optional.of(row));
            case HostKey.Retired _ -> this;
        };
    }
}
