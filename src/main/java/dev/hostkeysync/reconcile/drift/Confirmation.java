package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.zoom.UserReading;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUser;
import dev.hostkeysync.zoom.ZoomUserRef;
import dev.hostkeysync.zoom.ZoomUserStatus;
import dev.hostkeysync.zoom.ZoomUsers;
import dev.hostkeysync.zoom.limit.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Asks Zoom for the one user before a key is taken away: whoever moves between two of Zoom's lists
/// while they are read may be on neither, and a list may be hours old by now.
@ApplicationScoped
class Confirmation {

    private static final Duration SOON = Duration.ofSeconds(5);

    /// What Zoom says.
    sealed interface Word {

        record Confirmed() implements Word {}

        record Refuted() implements Word {}

        record Later(Duration pause, String reason) implements Word {}
    }

    private final ZoomUsers zoom;

    Confirmation(ZoomUsers zoom) {
        this.zoom = zoom;
    }

    Word of(Finding finding, double share) {
        if (!finding.remedy().needsConfirmation() || finding.zoomUserId().isEmpty()) {
            return new Word.Confirmed();
        }
        UserReading reading =
                zoom.get(
                        new ZoomUserRef.ById(finding.zoomUserId().get()),
                        new Priority.Batch(share));
        boolean absent = finding.remedy() == Remedy.UNLINK;
        return switch (reading) {
            case UserReading.NotThere _ -> absent ? new Word.Confirmed() : new Word.Refuted();
            // Neither gone nor switched off.
            case UserReading.Pending _ -> new Word.Refuted();
            case UserReading.Found(ZoomUser user) ->
                    !absent && user.status() == ZoomUserStatus.INACTIVE
                            ? new Word.Confirmed()
                            : new Word.Refuted();
            case UserReading.Failed(ZoomOutcome.Throttled(Duration pause, _, String reason)) ->
                    new Word.Later(pause.compareTo(SOON) > 0 ? pause : SOON, reason);
            case UserReading.Failed(ZoomOutcome.Trouble trouble) ->
                    new Word.Later(SOON, trouble.reason());
        };
    }
}
