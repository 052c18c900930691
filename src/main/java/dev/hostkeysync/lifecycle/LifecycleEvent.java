package dev.hostkeysync.lifecycle;

import dev.hostkeysync.identity.SignIn;

/// Something happened to a user. Every trigger of the mission is one case; whoever handles events
/// switches over all of them without `default`, so that a new case breaks the build where it must
/// be handled.
public sealed interface LifecycleEvent {

    Envelope envelope();

    /// The identity provider made the user known.
    ///
    /// @param active `false` when the user was switched off from the first moment, or is in none of
    ///   the groups whose members may hold a key
    record UserCreated(Envelope envelope, boolean active) implements LifecycleEvent {}

    /// User name, primary e-mail or external id changed, or a credential did while these stayed:
    /// another way in, perhaps another person.
    record SsoChanged(Envelope envelope, SignIn before, SignIn after) implements LifecycleEvent {}

    record UserDeactivated(Envelope envelope, Cause cause) implements LifecycleEvent {}

    record UserReactivated(Envelope envelope, Cause cause) implements LifecycleEvent {}

    /// The identity provider deleted the user.
    record UserRemoved(Envelope envelope) implements LifecycleEvent {}

    /// The Zoom user left our account (Zoom: disassociated).
    record UserTransferred(Envelope envelope) implements LifecycleEvent {}

    /// The provider says something else of the user that is neither the way in nor where they
    /// stand: a name, the department, or a switch that changes nothing while another one is off.
    /// Told only while users at Zoom are kept up to date (`ZOOM_PROVISIONING`).
    record ProfileChanged(Envelope envelope) implements LifecycleEvent {}

    /// Zoom has the user, or has given them a licence. Whoever waits for that need not wait longer.
    record ZoomUserReady(Envelope envelope) implements LifecycleEvent {}

    /// Somebody else set the user's host key at Zoom: the stored one is not the one in force.
    record HostKeyDrifted(Envelope envelope) implements LifecycleEvent {}
}
