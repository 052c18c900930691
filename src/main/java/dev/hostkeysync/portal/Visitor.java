package dev.hostkeysync.portal;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;

/// A person who is signed in.
///
/// @param name how the issuer calls them
/// @param session what only this sign-in has; a secret
public record Visitor(Caller caller, String name, String session) {

    public boolean isOperator() {
        return caller.may(Scope.OPERATOR);
    }

    @Override
    public String toString() {
        return "Visitor[" + caller.label() + "]";
    }
}
