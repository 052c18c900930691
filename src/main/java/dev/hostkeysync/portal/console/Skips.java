package dev.hostkeysync.portal.console;

/// Why somebody gets no key by a backfill, in words.
final class Skips {

    private Skips() {}

    static String inWords(String reason) {
        return switch (reason) {
            case "protected" -> "Protected, by an operator or by HOSTKEY_PROTECTED_USERS";
            case "pending" -> "Have not accepted Zoom's invitation";
            case "deactivated" -> "Switched off, at Zoom or by the identity provider";
            case "unlicensed" -> "Have no Zoom licence";
            case "removed" -> "Removed by the identity provider; Zoom still has them";
            case "left-account" -> "Left the Zoom account, as far as we know";
            case "not-eligible" -> "In none of the groups of HOSTKEY_ELIGIBLE_GROUPS";
            case "other-zoom-user" -> "Their address is known as that of another Zoom user";
            case "no-email" -> "Unknown here, and Zoom tells no address";
            case "revoked" -> "Their key was taken away on purpose";
            case "key-under-way" -> "A key is on its way already";
            case "has-key" -> "Have their key already";
            default -> reason.replace('-', ' ');
        };
    }
}
