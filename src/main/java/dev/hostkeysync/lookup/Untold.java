package dev.hostkeysync.lookup;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.Problems;
import java.time.Duration;

/// Why a key is not told, by whichever door it is asked for.
///
/// @param outcome as `hostkeysync_reveals_total` counts it
record Untold(String outcome, Problem problem) {

    private static final Duration SOON = Duration.ofSeconds(1);

    static Untold noSuchUser() {
        return new Untold(
                "unknown-user",
                Problem.of("no-such-user", 404, "No such user")
                        .detail(
                                "Nobody with this e-mail address, Zoom user id or id is known here. Check the spelling, or"
                                        + " whether the identity provider has provisioned the user."));
    }

    /// The same whether or not there is such a user.
    static Untold notOwn() {
        return new Untold(
                "forbidden",
                Problems.FORBIDDEN.detail(
                        "A person may be told their own host key only, by the verified e-mail address of"
                                + " their sign-in. Others need the scope hostkey.read."));
    }

    static Untold noKeyYet(String reason) {
        return new Untold(
                "no-key-yet",
                Problem.of("no-key-yet", 409, "The user has no host key yet").detail(reason));
    }

    static Untold drifted(boolean replacing) {
        Problem problem = Problem.of("host-key-drifted", 409, "The host key was changed at Zoom");
        String what =
                "Somebody changed this host key at Zoom itself, so the stored one is not valid.";
        return new Untold(
                "drifted",
                replacing
                        ? problem.detail(
                                        what
                                                + " A new one is on its way to Zoom; ask again in a moment.")
                                .retryAfter(SOON)
                        : problem.detail(
                                what
                                        + " Have the key rotated, or set HOSTKEY_ON_DRIFT=reclaim, so that"
                                        + " it happens by itself."));
    }

    /// @param remedy the end of the sentence "Ask again in a moment"
    static Untold inDoubt(String remedy) {
        return new Untold(
                "in-doubt",
                Problem.of("rotation-in-doubt", 409, "A change of this host key is under way")
                        .detail(
                                "A new key was sent to Zoom, and Zoom has not confirmed it yet, so it is not certain which one"
                                        + " is in force. Ask again in a moment"
                                        + remedy
                                        + ".")
                        .retryAfter(SOON));
    }
}
