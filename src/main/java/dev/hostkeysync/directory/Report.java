package dev.hostkeysync.directory;

import dev.hostkeysync.identity.Profile;
import java.util.function.UnaryOperator;

/// What a system outside says has happened to a user. Unlike a [UserChange] it names the user by
/// reference, has a time of its own, and may come late, twice and in the wrong order.
public sealed interface Report {

    UserReference user();

    /// The identity provider has the user from now on: made when nobody fits the reference,
    /// otherwise the profile is brought up to date and the user switched on or off as it says. What
    /// it does not say of a user who is there stays as it was.
    record Created(UserReference user, Profile profile) implements Report {}

    /// The identity provider has the user, of whom it says little more than a name: made from that
    /// when nobody fits the reference, otherwise only switched on. What is known better stays.
    record Introduced(UserReference user, Profile profile) implements Report {}

    /// The attributes as they are at the source now, all or some of them: of each the newest word
    /// counts. An edit that sets `active` switches the user too.
    ///
    /// @param edit a pure function of whatever profile it is given: which attributes it sets is
    ///   found out by trying it on others
    record Profiled(UserReference user, UnaryOperator<Profile> edit) implements Report {}

    /// The identity provider switched the user on.
    record Activated(UserReference user) implements Report {}

    /// The identity provider switched the user off.
    record Deactivated(UserReference user) implements Report {}

    /// The identity provider deleted the user.
    record Removed(UserReference user) implements Report {}

    /// The way in is another one, perhaps in other hands, while names and addresses stay: a
    /// password or a factor was reset, a credential is compromised.
    record SignInChanged(UserReference user) implements Report {}

    /// The user left our Zoom account (Zoom: disassociated), or the identifier is somebody else's
    /// now.
    record Transferred(UserReference user) implements Report {}

    /// Zoom has the user, or has given them a licence: whoever waits for that is woken, whoever
    /// left is back.
    record ReadyAtZoom(UserReference user) implements Report {}

    /// An administrator of Zoom switched the user on, so Zoom has them too. Whoever left is back.
    record ActivatedAtZoom(UserReference user) implements Report {}

    /// An administrator of Zoom switched the user off.
    record DeactivatedAtZoom(UserReference user) implements Report {}

    /// Zoom deleted the user; the identity provider may still have them, and Zoom may get them
    /// anew.
    record DeletedAtZoom(UserReference user) implements Report {}

    /// Somebody else set the host key at Zoom. Which digits is not said: they are dropped at the
    /// door.
    record HostKeyDrifted(UserReference user) implements Report {}
}
