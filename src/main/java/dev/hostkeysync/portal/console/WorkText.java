package dev.hostkeysync.portal.console;

import dev.hostkeysync.provisioning.SyncState;
import dev.hostkeysync.reconcile.users.KeyState;
import dev.hostkeysync.reconcile.users.UserStanding;

/// How it stands, in words for operators.
///
/// @param tone `good`, `warn` or `bad`, and `busy` where something is about to happen
public record WorkText(String tone, String state, String detail) {

    static WorkText of(SyncState state) {
        return switch (state) {
            case DONE -> new WorkText("good", "Nothing to do", "Zoom holds what is wanted");
            case DUE ->
                    new WorkText("warn busy", "On its way", "sent as soon as the budget allows");
            case WAITING ->
                    new WorkText(
                            "warn",
                            "Waiting for Zoom",
                            "Zoom cannot take it yet; it is tried again by itself");
            case IN_DOUBT ->
                    new WorkText(
                            "warn busy",
                            "In doubt",
                            "Zoom did not say clearly whether it took the key; the same one goes again");
            case REFUSED ->
                    new WorkText(
                            "bad",
                            "Refused",
                            "Zoom refused several keys in a row; mend the cause, then try again");
        };
    }

    static WorkText of(UserStanding one) {
        return switch (one.key()) {
            case ACTIVE ->
                    one.drifted()
                            ? new WorkText(
                                    "bad",
                                    "Changed at Zoom",
                                    "Somebody else has set another key at Zoom, so the stored one is not in"
                                            + " force. Rotate it.")
                            : one.rotating()
                                    ? new WorkText(
                                            "warn busy",
                                            "Being replaced",
                                            "Valid until Zoom has the next one, which is on its way.")
                                    : new WorkText(
                                            "good", "Valid", "The stored key is the one at Zoom.");
            case PENDING ->
                    new WorkText(
                            "warn busy",
                            "First key on its way",
                            "It is drawn and stored; Zoom has not confirmed it yet.");
            case CONCEALED ->
                    new WorkText(
                            "warn",
                            "Withdrawn",
                            "Zoom has a key that nobody is ever shown. Give the user a key, and they have"
                                    + " one again.");
            case NONE ->
                    new WorkText(
                            "",
                            "No key",
                            one.user().exists()
                                    ? "Nothing asked for one yet."
                                    : "The user was removed.");
        };
    }

    static boolean isWithKey(KeyState state) {
        return switch (state) {
            case ACTIVE, PENDING -> true;
            case NONE, CONCEALED -> false;
        };
    }
}
