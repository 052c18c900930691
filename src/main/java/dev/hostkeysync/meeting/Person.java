package dev.hostkeysync.meeting;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.ZoomUserRef;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Somebody who schedules or hosts.
///
/// @param id ours, of whom the directory knows
record Person(Optional<UserId> id, ZoomUserRef atZoom) {

    private static final int SHOWN = 16;

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

    /// For the audit trail, which holds no addresses: of one that the directory does not know it
    /// has the beginning of the SHA-256, in lower case.
    String name() {
        return id.map(user -> "user " + user)
                .orElseGet(() ->
                        switch (atZoom) {
                            case ZoomUserRef.ById(var zoomId) -> "Zoom user " + zoomId;
                            case ZoomUserRef.ByEmail(var email) ->
                                    "address sha256:"
                                            + HexFormat.of()
                                                    .formatHex(Sha256.of(email.key()))
                                                    .substring(0, SHOWN);
                        });
    }
}
