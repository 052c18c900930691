package dev.hostkeysync.account;

import dev.hostkeysync.account.AccountConfig.OnDeactivate;
import dev.hostkeysync.account.AccountConfig.OnNoLicence;
import dev.hostkeysync.account.AccountConfig.OnRemove;
import dev.hostkeysync.directory.ProfileNewsConfig;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.zoom.UserRemoval;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// What the operator decided of Zoom's users.
@ApplicationScoped
class AccountPolicy {

    private final boolean on;
    private final TypeRule types;
    private final OnNoLicence onNoLicence;
    private final OnDeactivate onDeactivate;
    private final OnRemove onRemove;
    private final Optional<EmailAddress> heir;

    AccountPolicy(AccountConfig config) {
        this.on = config.provisioning() == ProfileNewsConfig.Provisioning.SSO_CREATE;
        this.types =
                TypeRule.parse(
                        config.provisioningType(), config.provisioningTypeGroups().orElse(""));
        this.onNoLicence = config.provisioningOnNoLicence();
        this.onDeactivate = config.provisioningOnDeactivate();
        this.onRemove = config.provisioningOnRemove();
        this.heir = config.provisioningHeir().flatMap(EmailAddress::parse);
    }

    boolean isOn() {
        return on;
    }

    TypeRule types() {
        return types;
    }

    OnNoLicence onNoLicence() {
        return onNoLicence;
    }

    OnDeactivate onDeactivate() {
        return onDeactivate;
    }

    OnRemove onRemove() {
        return onRemove;
    }

    Optional<EmailAddress> heir() {
        return heir;
    }

    /// How a user leaves who is wanted [Wanted#ABSENT].
    UserRemoval removal() {
        UserRemoval.Way way =
                onRemove == OnRemove.DELETE ? UserRemoval.Way.DELETE : UserRemoval.Way.DISASSOCIATE;
        return heir.<UserRemoval>map(to ->
                        new UserRemoval.WithHeir(
                                way,
                                to,
                                /* meetings */ true,
                                /* recordings */ true,
                                /* webinars */ true))
                .orElseGet(() -> new UserRemoval.WithoutHeir(way));
    }
}
