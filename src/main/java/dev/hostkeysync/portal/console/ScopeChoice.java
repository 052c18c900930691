package dev.hostkeysync.portal.console;

import dev.hostkeysync.access.Scope;
import java.util.Arrays;
import java.util.List;

/// What a new token may be for.
///
/// @param meaning what its holder can do, in words
public record ScopeChoice(String word, String meaning) {

    static List<ScopeChoice> all() {
        return Arrays.stream(Scope.values())
                .map(scope -> new ScopeChoice(scope.wireName(), meaning(scope)))
                .toList();
    }

    private static String meaning(Scope scope) {
        return switch (scope.wireName()) {
            case Scope.Name.SCIM -> "push users and groups, for the identity provider";
            case Scope.Name.HOSTKEY_READ -> "look at host keys and make dial strings with them";
            case Scope.Name.HOSTKEY_READ_IN_DOUBT ->
                    "look at both keys while it is not certain which is valid";
            case Scope.Name.HOSTKEY_ROTATE -> "have host keys replaced";
            case Scope.Name.OPERATOR -> "everything that this console does";
            case Scope.Name.MEETING_WRITE -> "schedule meetings for others";
            case Scope.Name.MEETING_START_URL ->
                    "get links that start a meeting as its host, without signing in";
            case Scope.Name.VIDEOSDK_SIGN -> "make Video SDK tokens";
            case Scope.Name.SSF_READ -> "read its own Shared Signals streams";
            case Scope.Name.SSF_MANAGE -> "make, change and poll its own Shared Signals streams";
            default -> "see the README";
        };
    }
}
