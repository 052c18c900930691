package dev.hostkeysync.portal.console;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.provisioning.SyncStanding;
import dev.hostkeysync.provisioning.SyncState;
import dev.hostkeysync.reconcile.users.UserStanding;
import java.util.Objects;
import java.util.Optional;

/// One user as the console shows them, without digits.
///
/// @param name what they are called: the e-mail address, or else the user name
/// @param status whether they may have a key, in words; empty = nothing is in the way
/// @param reason why the work is not done
public record UserLine(
        String id,
        String name,
        String userName,
        String displayName,
        String externalId,
        String zoomUserId,
        String status,
        WorkText key,
        String version,
        String since,
        WorkText work,
        boolean busy,
        String wantedBy,
        String reason,
        String attempts,
        String nextAttempt,
        String protection) {

    /// Tells this state from any other that a page may show.
    public String seen() {
        return Integer.toHexString(
                Objects.hash(
                        key.state(), version, since, work.state(), attempts, reason, protection));
    }

    static UserLine of(UserStanding one) {
        var profile = one.user().profile();
        SyncState state = one.work().map(SyncStanding::state).orElse(SyncState.DONE);
        boolean isDone = state == SyncState.DONE;
        Optional<SyncStanding> unfinished = one.work().filter(_ -> !isDone);
        return new UserLine(
                one.user().id().toString(),
                profile.email().map(EmailAddress::value).orElse(profile.userName()),
                profile.userName(),
                profile.displayName().orElse(""),
                profile.externalId().map(ExternalId::value).orElse(""),
                one.user().zoomUserId().map(ZoomUserId::value).orElse(""),
                status(one),
                WorkText.of(one),
                one.version().map(Object::toString).orElse(""),
                Utc.of(one.since()),
                WorkText.of(state),
                state == SyncState.DUE || state == SyncState.IN_DOUBT,
                one.work()
                        .map(SyncStanding::cause)
                        .filter(cause -> !cause.isEmpty())
                        .map(Causes::cause)
                        .orElse(""),
                unfinished.flatMap(SyncStanding::reason).orElse(""),
                unfinished
                        .map(SyncStanding::attempts)
                        .filter(count -> count > 0)
                        .map(Object::toString)
                        .orElse(""),
                Utc.of(unfinished.flatMap(SyncStanding::nextAttemptAt)),
                protection(one));
    }

    private static String status(UserStanding one) {
        UserStatus status = one.user().status();
        return switch (status) {
            case ACTIVE -> "";
            case DEACTIVATED -> {
                if (!one.user().eligible()) {
                    yield "In none of the groups whose members get a key (HOSTKEY_ELIGIBLE_GROUPS)";
                }
                yield one.user().activeAtZoom()
                        ? "Switched off by the identity provider"
                        : "Switched off at Zoom";
            }
            case TRANSFERRED -> "Left the Zoom account";
            case REMOVED -> "Removed by the identity provider";
        };
    }

    private static String protection(UserStanding one) {
        if (one.protectedByOperator()) {
            return "By an operator: nothing touches the user";
        }
        return one.protectedBySetting()
                ? "By HOSTKEY_PROTECTED_USERS: nothing touches the user. Take the address out there and"
                        + " restart to end it"
                : "";
    }
}
