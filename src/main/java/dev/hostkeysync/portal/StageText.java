package dev.hostkeysync.portal;

import dev.hostkeysync.reconcile.users.KeyStanding.Stage;

/// How it stands with a key, in words for its owner: what is so, why, and what to do.
///
/// @param tone `good`, `warn` or `bad`, and `busy` where something is about to happen
public record StageText(String tone, String state, String detail) {

    static StageText of(Stage stage) {
        return switch (stage) {
            case READY ->
                    new StageText(
                            "good",
                            "Valid",
                            "This is the key that Zoom knows. Tell nobody: whoever has it can take"
                                    + " over your meetings.");
            case BEING_REPLACED ->
                    new StageText(
                            "warn busy",
                            "A new one is on its way",
                            "The key below is valid until Zoom has the new one. This page changes by"
                                    + " itself then.");
            case FIRST_ON_ITS_WAY ->
                    new StageText(
                            "warn busy",
                            "On its way",
                            "Your key is made and is being set at Zoom. That takes seconds as a rule;"
                                    + " this page changes by itself.");
            case FIRST_WAITS ->
                    new StageText(
                            "warn",
                            "Waiting for Zoom",
                            "Your key is made, and Zoom cannot take it yet: you have no Zoom account, it"
                                    + " is not activated, or it has no licence that allows a host key."
                                    + " It is set as soon as that is so. If you should have one, ask"
                                    + " your IT support.");
            case IN_DOUBT ->
                    new StageText(
                            "warn busy",
                            "Not confirmed yet",
                            "A new key was sent to Zoom, and Zoom has not said whether it took it, so"
                                    + " nobody knows which one is valid. We ask again until it is"
                                    + " certain; this page changes by itself.");
            case REFUSED ->
                    new StageText(
                            "bad",
                            "Refused by Zoom",
                            "Zoom refused several keys in a row. You can do nothing about it: ask your"
                                    + " IT support, who see why in the console.");
            case DRIFTED ->
                    new StageText(
                            "bad",
                            "Changed at Zoom",
                            "Somebody changed your key at Zoom itself, so the one we know is not valid."
                                    + " Replace it, and you have one that is.");
            case WITHDRAWN ->
                    new StageText(
                            "bad",
                            "Withdrawn",
                            "Your key was taken away, so that nobody can use it. If that should not be"
                                    + " so, ask your IT support for a new one.");
            case NONE ->
                    new StageText(
                            "warn",
                            "No key yet",
                            "Nobody asked for a key for you yet. If you are new, come back in a few"
                                    + " minutes; otherwise ask your IT support.");
            case SWITCHED_OFF ->
                    new StageText(
                            "bad",
                            "Switched off",
                            "Your account is switched off, at your identity provider or at Zoom, so you"
                                    + " have no key. A new one is made when it is on again.");
            case NOT_ELIGIBLE ->
                    new StageText(
                            "warn",
                            "Not for you",
                            "You are in none of the groups whose members get a host key. If you need"
                                    + " one, ask your IT support to put you into one.");
            case LEFT ->
                    new StageText(
                            "bad",
                            "Not in this Zoom account",
                            "Your Zoom user has left the company's account, so we cannot set its key. A"
                                    + " new one is made when you are back.");
        };
    }
}
