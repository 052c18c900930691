package dev.hostkeysync.reconcile.drift;

import java.util.Optional;

/// Whether Zoom's list is to be believed. An app that lost its role, or another account's token,
/// lists few users or none, and everybody else would be taken for gone.
///
/// @param shrinkPercent by how much it may have shrunk
record Trust(int shrinkPercent) {

    /// @param users on the list
    /// @param unreadable entries that name nobody
    /// @param counted how many Zoom says there are
    /// @param before how many there should be: on the list of the last check, or, when there was
    ///   none, users of the directory whom Zoom was known to have
    /// @param accepted whether an operator takes a smaller list for right
    /// @return why not, and what to do; empty = it is
    Optional<String> doubt(
            int users, int unreadable, int counted, Before before, boolean accepted) {
        if (users == 0) {
            return Optional.of(
                    "Zoom's list of users is empty, which no account's is. Look whether"
                            + " ZOOM_ACCOUNT_ID is the right account and whether the app may list its"
                            + " users (GET /api/v1/preflight)");
        }
        if (accepted) {
            return Optional.empty();
        }
        if (unreadable > 0) {
            return Optional.of(
                    "%d entries of Zoom's list name nobody, so users may be missing on it. %s"
                            .formatted(unreadable, FORCE));
        }
        if (shrunk(users, counted)) {
            return Optional.of(
                    "Zoom says that there are %d users and lists %d. %s"
                            .formatted(counted, users, FORCE));
        }
        if (shrunk(users, before.users())) {
            return Optional.of(
                    "Zoom lists %d users, after %d %s: more than %d %% are missing. %s"
                            .formatted(users, before.users(), before.told(), shrinkPercent, FORCE));
        }
        return Optional.empty();
    }

    /// @param told where the number is from
    record Before(int users, String told) {

        static Before lastCheck(int users) {
            return new Before(users, "at the last check");
        }

        static Before directory(int users) {
            return new Before(users, "whose Zoom id the directory knows");
        }
    }

    private static final String FORCE =
            "Nothing was done. If the list is right, start a check with acceptShrunkenList: true";

    private boolean shrunk(int users, int from) {
        return (long) users * 100 < (long) from * (100 - shrinkPercent);
    }
}
