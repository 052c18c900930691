package dev.hostkeysync.portal.console;

import dev.hostkeysync.directory.FactKind;

/// Words of events and of the audit trail, in words for operators.
final class Causes {

    private Causes() {}

    /// What a key was made for, as the event names it.
    static String cause(String cause) {
        return switch (cause) {
            case "user-created" -> "the user was created";
            case "sso-changed" -> "the sign-in changed";
            case "user-deactivated" -> "the user was switched off";
            case "user-reactivated" -> "the user was switched on again";
            case "user-removed" -> "the user was removed";
            case "user-transferred" -> "the user left the Zoom account";
            case "zoom-user-ready" -> "Zoom has the user now";
            case "rotation-requested" -> "somebody asked for a new key";
            case "retry-requested" -> "an operator had it tried again";
            case "revocation-requested" -> "an operator withdrew the key";
            case "issue-requested" -> "an operator gave the user a key";
            case "max-age" -> "the key had become old";
            case "host-key-drifted" -> "Zoom told of another key";
            case "drift-check" -> "a drift check found another key, or none";
            case "backfill" -> "a backfill";
            case "" -> "not known any more";
            default -> cause.replace('-', ' ');
        };
    }

    /// What somebody did, for the timeline of whom it was done to.
    static String action(String action) {
        return switch (action) {
            case "host-key.reveal" -> "Looked at the key";
            case "host-key.reveal-in-doubt" -> "Looked at both keys that may be valid";
            case "host-key.dial-string" -> "Made a dial string with the key";
            case "host-key.rotate" -> "Asked for a new key";
            case "host-key.retry" -> "Had it tried again";
            case "host-key.revoke" -> "Withdrew the key";
            case "host-key.issue" -> "Gave the user a key";
            case "user.protect" -> "Protected the user from every change";
            case "user.unprotect" -> "Ended the protection";
            case "zoom-account.retry" -> "Had the Zoom account tried again";
            default -> action;
        };
    }

    /// What an identity provider or Zoom said.
    static String word(FactKind kind) {
        return switch (kind) {
            case CREATED_ON -> "The identity provider created the user";
            case CREATED_OFF -> "The identity provider created the user, switched off";
            case ON -> "The identity provider switched the user on";
            case OFF -> "The identity provider switched the user off";
            case REMOVED -> "The identity provider removed the user";
            case ZOOM_READY -> "Zoom has the user";
            case ZOOM_ON -> "Zoom switched the user on";
            case ZOOM_OFF -> "Zoom switched the user off";
            case LEFT -> "Zoom said that the user left the account";
            case ZOOM_DELETED -> "Zoom said that the user was deleted";
            case SIGN_IN_CHANGED -> "The sign-in changed";
            case KEY_DRIFTED -> "Zoom said that the key was changed by somebody else";
        };
    }
}
