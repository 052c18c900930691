package dev.hostkeysync.portal.console;

import dev.hostkeysync.access.TokenAdministration;

/// A token that was just made, with its text: shown once.
///
/// @param text a secret
public record MadeToken(TokenLine line, String text) {

    static MadeToken of(TokenAdministration.Made made) {
        return new MadeToken(TokenLine.of(made.view()), made.text().reveal());
    }

    public boolean isForever() {
        return line.expires().equals("Never");
    }

    @Override
    public String toString() {
        return "MadeToken[" + line.id() + "]";
    }
}
