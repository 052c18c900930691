package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;

/// Why an operator's request is not fulfilled, and what to do instead.
final class Refusals {

    private Refusals() {}

    static ProblemException noSuchUser() {
        return Problem.of("no-such-user", 404, "No such user")
                .detail(
                        "Nobody with this e-mail address, Zoom user id or id is known here. Check the"
                                + " spelling, or whether the identity provider has provisioned the"
                                + " user.")
                .toException();
    }

    /// The same whether or not there is such a user.
    static ProblemException notOwn() {
        return Problems.FORBIDDEN
                .detail(
                        "A person may have their own host key replaced only, by the verified e-mail"
                                + " address of their sign-in. Others need the scope hostkey.rotate.")
                .toException();
    }

    static ProblemException isProtected(UserKey user) {
        boolean byOperator = user.work().filter(work -> work.isProtected()).isPresent();
        return Problem.of("user-protected", 409, "The user is protected")
                .detail(
                        byOperator
                                ? "An operator protected the user, so nothing touches their key."
                                        + " DELETE …/protection ends it."
                                : "The address is in HOSTKEY_PROTECTED_USERS, so nothing touches"
                                        + " the user's key. Take it out there and restart.")
                .toException();
    }

    static ProblemException notEntitled(Wish wish, UserKey user) {
        return Problem.of("not-entitled", 409, "The user may not have a key they know")
                .detail(
                        switch (user.user().status()) {
                            case DEACTIVATED ->
                                    user.user().eligible()
                                            ? "The user is deactivated, at the identity provider or"
                                                    + " at Zoom; they get a key when they are"
                                                    + " reactivated there."
                                            : "The user is in none of the groups whose members get a"
                                                    + " key (HOSTKEY_ELIGIBLE_GROUPS).";
                            case TRANSFERRED ->
                                    "The Zoom user left this account; they get a key when they come"
                                            + " back.";
                            case REMOVED -> "The identity provider removed the user.";
                            case ACTIVE ->
                                    wish == Wish.ROTATE
                                            ? "The user has no key that they may know: it was"
                                                    + " withdrawn, or none was asked for yet. POST"
                                                    + " …/issue gives them one."
                                            : "The user may not have a key now.";
                        })
                .toException();
    }
}
