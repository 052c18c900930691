package dev.hostkeysync.meeting;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.ZoomUserRef;
import java.util.Locale;
import java.util.Optional;

/// Somebody who schedules or hosts.
///
/// @param id ours, of whom the directory knows
record Person(Optional<UserId> id, ZoomUserRef atZoom) {

    /// Whom to count meetings for. Of users we know it does not matter how they were named.
    byte[] countedAs() {
        return Sha256.of(
                id.map(user -> "user " + user)
                        .orElseGet(() -> "zoom " + atZoom.value().toLowerCase(Locale.ROOT)));
    }

    boolean is(Person other) {
        return (id.isPresent() && other.id().isPresent())
                ? id.equals(other.id())
                : atZoom.value().equalsIgnoreCase(other.atZoom().value());
    }

    /// For the audit trail, which holds no addresses.
    String name() {
        return id.map(user -> "user " + user).orElse("somebody who is not in the directory");
    }
}
