package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.zoom.UserReading;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUser;
import dev.hostkeysync.zoom.ZoomUserRef;
import dev.hostkeysync.zoom.ZoomUserStatus;
import dev.hostkeysync.zoom.ZoomUsers;
import dev.hostkeysync.zoom.limit.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Asks Zoom for the one user before a key is taken away or given back: whoever moves between two
/// of Zoom's lists while they are read may be on neither, and a list may be hours old by now.
@ApplicationScoped
class Confirmation {

    private static final Duration SOON = Duration.ofSeconds(5);

    /// What Zoom says.
    sealed interface Word {

        /// @param finding as Zoom confirms it
        record Confirmed(Finding finding) implements Word {}

        record Refuted() implements Word {}

        record Later(Duration pause, String reason) implements Word {}
    }

    private final ZoomUsers zoom;

    Confirmation(ZoomUsers zoom) {
        this.zoom = zoom;
    }

    Word of(Finding finding, double share) {
        if (!finding.remedy().needsConfirmation() || finding.zoomUserId().isEmpty()) {
            return new Word.Confirmed(finding);
        }
        Priority priority = new Priority.Batch(share);
        UserReading reading = zoom.get(new ZoomUserRef.ById(finding.zoomUserId().get()), priority);
        boolean absent = finding.remedy() == Remedy.UNLINK;
        ZoomUserStatus status =
                finding.remedy() == Remedy.SWITCH_ON
                        ? ZoomUserStatus.ACTIVE
                        : ZoomUserStatus.INACTIVE;
        return switch (reading) {
            case UserReading.NotThere _ ->
                    absent ? withSuccessor(finding, priority) : new Word.Refuted();
            // Neither gone nor switched off.
            case UserReading.Pending _ -> new Word.Refuted();
            case UserReading.Found(ZoomUser user) ->
                    !absent && user.status() == status
                            ? new Word.Confirmed(finding)
                            : new Word.Refuted();
            case UserReading.Failed failed -> later(failed);
        };
    }

    /// Whoever is linked gets the key: asked for as well. The address may be somebody else's again.
    private Word withSuccessor(Finding finding, Priority priority) {
        if (finding.successor().isEmpty()) {
            return new Word.Confirmed(finding);
        }
        return switch (zoom.get(new ZoomUserRef.ById(finding.successor().get()), priority)) {
            case UserReading.Found(ZoomUser user) ->
                    new Word.Confirmed(
                            succeeds(user, finding) ? finding : finding.withoutSuccessor());
            case UserReading.NotThere _, UserReading.Pending _ ->
                    new Word.Confirmed(finding.withoutSuccessor());
            case UserReading.Failed failed -> later(failed);
        };
    }

    private static boolean succeeds(ZoomUser user, Finding finding) {
        return user.status() == ZoomUserStatus.ACTIVE
                && user.email().isPresent()
                && user.email()
                        .map(EmailAddress::key)
                        .equals(finding.zoomEmail().map(EmailAddress::key));
    }

    private static Word later(UserReading.Failed failed) {
        return switch (failed.trouble()) {
            case ZoomOutcome.Throttled(Duration pause, _, _, String reason) ->
                    new Word.Later(pause.compareTo(SOON) > 0 ? pause : SOON, reason);
            case ZoomOutcome.Trouble trouble -> new Word.Later(SOON, trouble.reason());
        };
    }
}
