package dev.hostkeysync.provisioning;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What each trigger does: one row per trigger, each with a default that `HOSTKEY_ON_…` may change.
@ApplicationScoped
class TriggerTable {

    private final Map<Trigger, Action> rows = new EnumMap<>(Trigger.class);
    private final Protection protection;

    TriggerTable(ProvisioningConfig config, Protection protection) {
        for (Trigger trigger : Trigger.values()) {
            rows.put(
                    trigger,
                    switch (trigger) {
                        case USER_CREATED -> config.onUserCreated();
                        case SSO_CHANGED -> config.onSsoChanged();
                        case USER_DEACTIVATED -> config.onUserDeactivated();
                        case USER_REACTIVATED -> config.onUserReactivated();
                        case USER_REMOVED -> config.onUserRemoved();
                        case USER_TRANSFERRED -> config.onUserTransferred();
                        // A name is nobody's way in.
                        case PROFILE_CHANGED -> Action.IGNORE;
                        case ZOOM_USER_READY -> Action.WAKE;
                        case HOST_KEY_DRIFTED -> config.onDrift();
                    });
        }
        this.protection = protection;
    }

    /// Whether nothing touches the user.
    boolean protects(SyncRow row, Optional<EmailAddress> email) {
        return row.isProtected() || email.filter(protection::covers).isPresent();
    }

    Action actionFor(SyncRow row, LifecycleEvent event) {
        if (protects(row, event.envelope().email())) {
            // That the stored key is the wrong one is so, whoever may touch it.
            return event instanceof LifecycleEvent.HostKeyDrifted ? Action.REPORT : Action.IGNORE;
        }
        // Nobody needs a key who was switched off from the first moment; they get one when they are
        // switched on.
        if (event instanceof LifecycleEvent.UserCreated(var _, boolean active) && !active) {
            return Action.IGNORE;
        }
        return requireNonNull(rows.get(Trigger.of(event)));
    }
}
