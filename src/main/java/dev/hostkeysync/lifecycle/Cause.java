package dev.hostkeysync.lifecycle;

/// Why a user is switched off or on.
public enum Cause {
    /// The identity provider said so of the user.
    PROVIDER,
    /// The user left, or joined, the groups whose members may hold a key; or those are others now.
    GROUP,
    /// An administrator of Zoom said so of the user.
    ZOOM
}
