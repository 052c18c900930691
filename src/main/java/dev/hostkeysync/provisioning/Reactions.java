package dev.hostkeysync.provisioning;

import jakarta.enterprise.context.ApplicationScoped;

/// What the trigger table (`HOSTKEY_ON_…`) makes of an event, for whoever looks for events that
/// were lost: what it ignores is not missed.
@ApplicationScoped
public class Reactions {

    private final ProvisioningConfig config;

    Reactions(ProvisioningConfig config) {
        this.config = config;
    }

    /// Whether a user gets a key for being there.
    public boolean issuesToNew() {
        return config.onUserCreated() == Action.ISSUE;
    }

    public boolean issuesToReturned() {
        return config.onUserReactivated() == Action.ISSUE;
    }

    public boolean concealsOfDeactivated() {
        return config.onUserDeactivated() == Action.CONCEAL;
    }

    public boolean revokesOfRemoved() {
        return config.onUserRemoved() == Action.REVOKE;
    }

    public boolean revokesOfTransferred() {
        return config.onUserTransferred() == Action.REVOKE;
    }
}
