package dev.hostkeysync.portal;

import dev.hostkeysync.reconcile.users.KeyStanding;
import dev.hostkeysync.reconcile.users.KeyStanding.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the own-key page shows of the key; never digits.
///
/// @param email of the person, as verified by the issuer
/// @param changedAt when Zoom confirmed the key; null when it confirmed none
/// @param why what the key was made for
/// @param hindrance what keeps the next one from Zoom; empty when nothing does
/// @param seen what a page that waits for news compares
public record OwnKeyView(
        String email,
        StageText text,
        boolean shown,
        boolean replaceable,
        boolean passing,
        long version,
        @Nullable Instant changedAt,
        String why,
        String hindrance,
        String seen) {

    static OwnKeyView of(String email, KeyStanding standing) {
        Stage stage = standing.stage();
        return new OwnKeyView(
                email,
                StageText.of(stage),
                stage.isShown(),
                isReplaceable(standing),
                stage.isPassing(),
                standing.version(),
                standing.changedAt().orElse(null),
                Causes.inWords(standing.cause()),
                standing.hindrance().orElse(""),
                seen(standing));
    }

    static String seen(KeyStanding standing) {
        return standing.stage() + "-" + standing.version();
    }

    private static boolean isReplaceable(KeyStanding standing) {
        return !standing.isProtected()
                && (standing.stage() == Stage.READY || standing.stage() == Stage.DRIFTED);
    }
}
