package dev.hostkeysync.portal.console;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.reconcile.users.UserDesk;

/// What a button of a user's page does. Refusals name buttons, where the API's name requests.
final class UserActing {

    private UserActing() {}

    /// @throws ProblemException 400 without a reason, 404, 409
    static UserDesk.Outcome act(UserDesk desk, UserDesk.Act act, UserId user, UserDesk.By by) {
        if (by.reason().isBlank() && act != UserDesk.Act.RETRY) {
            throw Problems.badRequest(
                            "say why in the field Reason: whoever reads the audit trail wants to know")
                    .toException();
        }
        try {
            return desk.act(act, user, by);
        } catch (ProblemException e) {
            throw reworded(e.problem()).toException();
        }
    }

    private static Problem reworded(Problem problem) {
        String type = problem.type().toString();
        return problem.detail(
                switch (type.substring(type.lastIndexOf('/') + 1)) {
                    case "user-protected" ->
                            "The user is protected, by an operator or by HOSTKEY_PROTECTED_USERS, so"
                                    + " nothing was done. End the protection first.";
                    case "not-entitled" ->
                            "The user may not have a key that they know, so nothing was done: they are"
                                    + " switched off, left or removed, or the key was withdrawn. Reload"
                                    + " the page to see which.";
                    case "reason-required" ->
                            "A reason is required here (AUDIT_REASON), so nothing was done. Say why in the"
                                    + " field beside the button; it goes into the audit trail.";
                    case "no-such-user" ->
                            "Nobody has this id any more. Search for the user by name.";
                    default ->
                            problem.detail()
                                    .orElse("Nothing was done. Reload the page and try again.");
                });
    }
}
