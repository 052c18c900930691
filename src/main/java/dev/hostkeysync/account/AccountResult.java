package dev.hostkeysync.account;

import dev.hostkeysync.identity.ZoomUserId;
import java.util.Optional;

/// What came of one user's turn.
///
/// @param zoomUserId whom of Zoom's users it is about, as far as known
/// @param pushed a hash of the names that Zoom has now; empty = unknown
/// @param offByUs whether we have switched them off
/// @param news what the directory is to hear
/// @param freed whether a licence is free now
/// @param hindrance empty = it is done
record AccountResult(
        Optional<ZoomUserId> zoomUserId,
        Optional<String> pushed,
        boolean offByUs,
        News news,
        boolean freed,
        Optional<Hindered> hindrance) {

    enum News {
        NONE,
        /// Zoom has the user.
        READY,
        /// Zoom has the user, switched on by us.
        SWITCHED_ON
    }

    /// @param reason ours, safe to log, to store and to show
    record Hindered(Hindrance by, String reason) {}

    /// Nothing was changed.
    static AccountResult untouched(AccountRow row) {
        return new AccountResult(
                row.zoomUserId(),
                row.pushed(),
                row.offByUs(),
                News.NONE,
                /* freed */ false,
                Optional.empty());
    }

    static AccountResult hindered(AccountRow row, Hindrance by, String reason) {
        return untouched(row).with(new Hindered(by, reason));
    }

    AccountResult with(Hindered hindered) {
        return new AccountResult(zoomUserId, pushed, offByUs, news, freed, Optional.of(hindered));
    }

    /// To be looked at anew when the user is wanted again.
    AccountResult unknown() {
        return new AccountResult(
                Optional.empty(), Optional.empty(), offByUs, news, freed, hindrance);
    }
}
