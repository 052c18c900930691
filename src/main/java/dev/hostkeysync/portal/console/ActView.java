package dev.hostkeysync.portal.console;

import dev.hostkeysync.provisioning.SyncStanding;
import dev.hostkeysync.provisioning.SyncState;
import dev.hostkeysync.reconcile.users.UserDesk;
import dev.hostkeysync.reconcile.users.UserStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A button of a user's page, and what it asks before it acts.
///
/// @param name in the address
/// @param consequence what happens then
/// @param style `danger`, or empty
public record ActView(
        String name, String label, String question, String consequence, String style) {

    /// What makes sense for this user now.
    static List<ActView> of(UserStanding one) {
        List<ActView> acts = new ArrayList<>();
        boolean isProtected = one.protectedByOperator() || one.protectedBySetting();
        if (!isProtected) {
            if (one.work().filter(work -> work.state() != SyncState.DONE).isPresent()) {
                acts.add(of(UserDesk.Act.RETRY));
            }
            if (WorkText.isWithKey(one.key()) && isWanted(one)) {
                acts.add(of(UserDesk.Act.ROTATE));
                acts.add(of(UserDesk.Act.REVOKE));
            } else if (one.user().exists()) {
                acts.add(of(UserDesk.Act.ISSUE));
            }
        }
        acts.add(of(one.protectedByOperator() ? UserDesk.Act.UNPROTECT : UserDesk.Act.PROTECT));
        return acts;
    }

    private static boolean isWanted(UserStanding one) {
        return one.work()
                .map(SyncStanding::wanted)
                .filter(wanted -> wanted == dev.hostkeysync.provisioning.Wanted.KEY)
                .isPresent();
    }

    static ActView of(UserDesk.Act act) {
        String name = act.name().toLowerCase(Locale.ROOT);
        return switch (act) {
            case RETRY ->
                    new ActView(
                            name,
                            "Try now",
                            "Try again now?",
                            "Zoom is asked as soon as the budget allows, with the same digits, and the"
                                    + " pauses between attempts begin anew.",
                            "");
            case ROTATE ->
                    new ActView(
                            name,
                            "Rotate",
                            "Replace the key by a new one?",
                            "The user has a new key within moments. The old one is worth nothing from then"
                                    + " on, wherever it was noted.",
                            "");
            case ISSUE ->
                    new ActView(
                            name,
                            "Give a key",
                            "Give the user a key?",
                            "A key is drawn and set at Zoom; the user can look at it then.",
                            "");
            case REVOKE ->
                    new ActView(
                            name,
                            "Revoke",
                            "Withdraw the key?",
                            "It is told to nobody any more, and replaced at Zoom by one that nobody is"
                                    + " ever shown, until somebody gives the user a key again.",
                            "danger");
            case PROTECT ->
                    new ActView(
                            name,
                            "Protect",
                            "Protect the user from every change?",
                            "Nothing touches the user until it is ended: no event, no backfill, no"
                                    + " rotation. What is asked for meanwhile is dropped.",
                            "");
            case UNPROTECT ->
                    new ActView(
                            name,
                            "End protection",
                            "End the protection?",
                            "What is on its way is sent now. What was asked for meanwhile was dropped: a"
                                    + " drift check finds whom it concerns.",
                            "");
        };
    }

    /// What to tell once it was done.
    static String told(UserDesk.Act act, UserDesk.Outcome outcome) {
        return switch (outcome) {
            case HELD ->
                    "Held: the mass-change guard holds it with the other revocations of the last"
                            + " minutes. Nothing happened to the key. Approve or drop the hold in the overview.";
            case ALREADY ->
                    switch (act) {
                        case RETRY -> "Nothing is left to try: Zoom holds what is wanted.";
                        case ROTATE -> "A new key was on its way already.";
                        case ISSUE ->
                                "The user has a key, or one is on its way; it stays as it is.";
                        case REVOKE -> "There was no key to withdraw, or it is being withdrawn.";
                        case PROTECT -> "The user was protected already.";
                        case UNPROTECT -> "The user was not protected by an operator.";
                    };
            case DONE ->
                    switch (act) {
                        case RETRY -> "Zoom is asked as soon as the budget allows.";
                        case ROTATE ->
                                "A new key is on its way. Until Zoom has it, the old one is valid.";
                        case ISSUE -> "A key is on its way to Zoom.";
                        case REVOKE ->
                                "The key is told to nobody any more, and is being replaced at Zoom.";
                        case PROTECT -> "Protected: nothing touches the user until it is ended.";
                        case UNPROTECT -> "The protection is ended.";
                    };
        };
    }
}
