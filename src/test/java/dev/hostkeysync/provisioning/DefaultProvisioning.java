package dev.hostkeysync.provisioning;

import java.time.Duration;
import java.util.Optional;

/// The configuration as it is when no variable is set, but for the protected user.
record DefaultProvisioning(Action onDrift) implements ProvisioningConfig {

    DefaultProvisioning() {
        this(Action.RECLAIM);
    }

    @Override
    public Action onUserCreated() {
        return Action.ISSUE;
    }

    @Override
    public Action onSsoChanged() {
        return Action.ROTATE;
    }

    @Override
    public Action onUserDeactivated() {
        return Action.CONCEAL;
    }

    @Override
    public Action onUserReactivated() {
        return Action.ISSUE;
    }

    @Override
    public Action onUserRemoved() {
        return Action.REVOKE;
    }

    @Override
    public Action onUserTransferred() {
        return Action.REVOKE;
    }

    @Override
    public Optional<String> protectedUsers() {
        return Optional.of("ceo@example.com");
    }

    @Override
    public int syncConcurrency() {
        return 64;
    }

    @Override
    public Duration syncLease() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration syncHold() {
        return Duration.ofMinutes(1);
    }
}
