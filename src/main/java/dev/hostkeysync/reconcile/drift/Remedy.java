package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.provisioning.Order;
import java.util.Optional;

/// What a repair does. Either an [Order] for the loop, or a word to the directory as the webhook
/// that never came would have given it.
enum Remedy {
    ISSUE(Order.ISSUE, "gives the user a key"),
    REVOKE(
            Order.REVOKE,
            "takes the key back: it is replaced by one that nobody is shown, or shredded when Zoom"
                    + " does not know the user"),
    CONCEAL(Order.CONCEAL, "replaces the key by one that nobody is shown"),
    RETRY(Order.RETRY, "tries the same key again at once"),
    ROTATE(Order.ROTATE, "sets a new key"),
    UNLINK(
            "asks Zoom for this one user and, when they are not there, reports them deleted; whoever"
                    + " has the address is asked for too, and linked when they have it still"),
    SWITCH_ON("asks Zoom for this one user and, when it is so, reports them switched on at Zoom"),
    SWITCH_OFF("asks Zoom for this one user and, when it is so, reports them switched off at Zoom"),
    LINK("notes Zoom's id of the user"),
    FOLLOW("notes the address that Zoom has"),
    NOTHING("does nothing");

    private final Optional<Order> order;
    private final String told;

    Remedy(Order order, String told) {
        this.order = Optional.of(order);
        this.told = told;
    }

    Remedy(String told) {
        this.order = Optional.empty();
        this.told = told;
    }

    /// Empty for what the directory has to be told.
    Optional<Order> order() {
        return order;
    }

    /// Whether it takes a key away or gives one back because of what Zoom's list says: worth asking
    /// Zoom once more.
    boolean needsConfirmation() {
        return this == UNLINK || this == SWITCH_OFF || this == SWITCH_ON;
    }

    /// The end of the sentence "a repair …".
    String told() {
        return told;
    }
}
