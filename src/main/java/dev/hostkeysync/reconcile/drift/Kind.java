package dev.hostkeysync.reconcile.drift;

import java.util.Arrays;
import java.util.Optional;

/// What may be found: stable words, in the API, in metrics and in the table.
enum Kind {
    NO_KEY("no-key"),
    KEY_FOR_GONE_USER("key-for-gone-user"),
    PENDING_TOO_OLD("pending-too-old"),
    LICENCE_CHANGED("licence-changed"),
    DRIFTED("drifted"),
    GONE_FROM_ZOOM("gone-from-zoom"),
    SWITCHED("switched"),
    ZOOM_ID_UNKNOWN("zoom-id-unknown"),
    EMAIL_CHANGED("email-changed"),
    REMOVED_BY_IDP("removed-by-idp-but-active-in-zoom"),
    UNKNOWN_IN_DIRECTORY("unknown-in-directory");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Optional<Kind> parse(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
