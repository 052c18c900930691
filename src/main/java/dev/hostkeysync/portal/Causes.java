package dev.hostkeysync.portal;

/// What a key was made for, as the event names it, in words for its owner.
final class Causes {

    private Causes() {}

    static String inWords(String cause) {
        return switch (cause) {
            case "user-created" -> "You were added to the company's directory.";
            case "sso-changed" -> "What you sign in with changed.";
            case "user-reactivated" -> "Your account was switched on again.";
            case "rotation-requested" -> "You or an operator asked for a new one.";
            case "issue-requested" -> "An operator gave you one.";
            case "max-age" -> "The one before had become old.";
            case "host-key-drifted", "drift-check" ->
                    "Zoom had another one than we knew, so it was replaced.";
            case "backfill" -> "Everybody who had none got one.";
            case "" -> "";
            default -> "Reason: " + cause.replace('-', ' ') + ".";
        };
    }
}
