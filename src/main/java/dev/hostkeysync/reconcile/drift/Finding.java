package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.util.Optional;

/// A finding that is to be repaired.
///
/// @param zoomUserId of whom at Zoom; for the loop's orders it does not matter
/// @param zoomEmail the address to follow, or that of the successor
/// @param successor who at Zoom has the address of one who is gone
record Finding(
        int number,
        Remedy remedy,
        UserId user,
        Optional<ZoomUserId> zoomUserId,
        Optional<EmailAddress> zoomEmail,
        Optional<ZoomUserId> successor) {

    Finding withoutSuccessor() {
        return new Finding(number, remedy, user, zoomUserId, zoomEmail, Optional.empty());
    }
}
