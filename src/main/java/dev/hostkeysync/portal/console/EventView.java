package dev.hostkeysync.portal.console;

import dev.hostkeysync.reconcile.users.UserEvent;
import java.util.Arrays;
import java.util.stream.Collectors;

/// One line of a user's timeline.
///
/// @param who said or did it: `Key`, `Zoom`, the label of somebody
/// @param detail empty = nothing more is known
public record EventView(String at, String tone, String what, String who, String detail) {

    private static final String SERVICE = "This service";

    static EventView of(UserEvent event) {
        String at = Utc.of(event.at());
        return switch (event.what()) {
            case UserEvent.KeyStep step -> ofKey(at, step);
            case UserEvent.Act act ->
                    new EventView(
                            at,
                            "",
                            Causes.action(act.action()),
                            act.actor(),
                            joined(act.detail(), "from " + act.source()));
            case UserEvent.Word(var kind, var attributes) ->
                    new EventView(
                            at,
                            "",
                            kind.map(Causes::word).orElse("The identity provider sent attributes"),
                            "Webhook",
                            String.join(", ", attributes));
            case UserEvent.Asked(String cause) ->
                    new EventView(at, "busy", "Work at Zoom was asked for", SERVICE, why(cause));
            case UserEvent.InDoubt _ ->
                    new EventView(
                            at,
                            "warn",
                            "In doubt since then",
                            SERVICE,
                            "Zoom did not say clearly whether it took the key; the same one goes again");
            case UserEvent.NextAttempt(var state, int attempts, var reason) ->
                    new EventView(
                            at,
                            "busy",
                            "Next attempt at Zoom",
                            SERVICE,
                            joined(
                                    WorkText.of(state).detail(),
                                    attempts == 0
                                            ? "not tried yet"
                                            : "tried "
                                                    + attempts
                                                    + (attempts == 1 ? " time" : " times"),
                                    reason.orElse("")));
            case UserEvent.Known _ -> new EventView(at, "", "Became known here", "Directory", "");
            case UserEvent.Changed(long version) ->
                    new EventView(
                            at,
                            "",
                            "What is known of the user changed last",
                            "Directory",
                            "change " + version);
        };
    }

    private static EventView ofKey(String at, UserEvent.KeyStep step) {
        String key = "Version " + step.version();
        String hidden = step.concealed() ? "nobody is ever shown this one" : "";
        return switch (step.step()) {
            case DRAWN ->
                    new EventView(
                            at,
                            "",
                            key + " was drawn and stored, sealed",
                            SERVICE,
                            joined(step.cause().map(EventView::why).orElse(""), hidden));
            case SENT -> new EventView(at, "", key + " was sent to Zoom", SERVICE, "");
            case CONFIRMED ->
                    new EventView(at, "good", key + " is valid: Zoom confirmed it", "Zoom", hidden);
            case DRIFTED ->
                    new EventView(
                            at,
                            "bad",
                            key + " is not in force",
                            "Zoom",
                            "somebody else set another key at Zoom");
            case SUPERSEDED -> new EventView(at, "", key + " was replaced", SERVICE, "");
            case REFUSED ->
                    new EventView(at, "bad", key + " was refused", "Zoom", "another one is drawn");
            case REVOKED ->
                    new EventView(
                            at,
                            "warn",
                            key + " was taken away",
                            SERVICE,
                            "its digits are shredded");
        };
    }

    private static String why(String cause) {
        return "because: " + Causes.cause(cause);
    }

    private static String joined(String... parts) {
        return Arrays.stream(parts)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("; "));
    }
}
