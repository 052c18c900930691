package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.provisioning.Order;

/// What an operator may want for one user.
enum Wish {
    ROTATE(
            Order.ROTATE,
            "rotation-requested",
            "host-key.rotate",
            "A new key is on its way to Zoom. Until Zoom has it, the one before is valid.",
            "A new key is on its way already."),
    RETRY(
            Order.RETRY,
            "retry-requested",
            "host-key.retry",
            "Zoom is asked again as soon as the budget allows, with the same digits.",
            "Nothing is left to do: Zoom holds what is wanted."),
    REVOKE(
            Order.CONCEAL,
            "revocation-requested",
            "host-key.revoke",
            "The key is told to nobody any more, and replaced at Zoom by one that nobody is ever"
                    + " shown. The user gets one again by POST …/issue, or when the identity provider"
                    + " reactivates them.",
            "There is no key that anybody is shown, or it is being withdrawn already."),
    ISSUE(
            Order.ISSUE,
            "issue-requested",
            "host-key.issue",
            "A key is on its way to Zoom.",
            "The user has a key, or one is on its way; it stays as it is. POST …/rotation replaces"
                    + " it.");

    private final Order order;
    private final String cause;
    private final String action;
    private final String follows;
    private final String already;

    Wish(Order order, String cause, String action, String follows, String already) {
        this.order = order;
        this.cause = cause;
        this.action = action;
        this.follows = follows;
        this.already = already;
    }

    Order order() {
        return order;
    }

    /// What the event says as its reason.
    String cause() {
        return cause;
    }

    /// The word in the audit trail.
    String action() {
        return action;
    }

    /// What happens next, for people.
    String follows() {
        return follows;
    }

    /// The same where nothing had to be done.
    String already() {
        return already;
    }
}
