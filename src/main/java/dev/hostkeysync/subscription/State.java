package dev.hostkeysync.subscription;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Whether a subscription gets anything.
@Schema(name = "SubscriptionState")
public enum State {
    ENABLED,
    /// Deliveries are written and wait.
    PAUSED,
    /// No more deliveries are written; those that wait stay for a week, and go on once it is
    /// enabled again.
    DISABLED
}
