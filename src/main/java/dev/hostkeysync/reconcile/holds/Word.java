package dev.hostkeysync.reconcile.holds;

import dev.hostkeysync.provisioning.HoldState;

/// What an operator says to a hold.
public enum Word {
    APPROVE(
            HoldState.APPROVED,
            "hold.approve",
            "Everybody in the hold loses their key: it is replaced at Zoom by one that nobody is told,"
                    + " as fast as the budget allows. `users` tells how many are left."),
    DROP(
            HoldState.DROPPED,
            "hold.drop",
            "The keys stay as they are. What the identity provider said stands in the directory: users"
                    + " who are switched off or removed there are told no key, but the digits they knew"
                    + " work at Zoom until they are revoked. Revoke single users by hand or let their"
                    + " provider say it again; a drift check lists those who have a key and should not.");

    private final HoldState state;
    private final String action;
    private final String meaning;

    Word(HoldState state, String action, String meaning) {
        this.state = state;
        this.action = action;
        this.meaning = meaning;
    }

    HoldState state() {
        return state;
    }

    /// For the audit trail.
    String action() {
        return action;
    }

    String meaning() {
        return meaning;
    }
}
