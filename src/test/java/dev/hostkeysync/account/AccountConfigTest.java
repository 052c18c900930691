package dev.hostkeysync.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.account.AccountConfig.OnDeactivate;
import dev.hostkeysync.account.AccountConfig.OnNoLicence;
import dev.hostkeysync.account.AccountConfig.OnRemove;
import dev.hostkeysync.common.Setting;
import dev.hostkeysync.directory.ProfileNewsConfig.Provisioning;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.zoom.UserRemoval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountConfigTest {

    @Test
    void isOffAndTakesNothingAwayByDefault() {
        AccountConfig config = Configs.of(AccountConfig.class, Map.of());

        assertThat(config.provisioning()).isEqualTo(Provisioning.OFF);
        assertThat(config.provisioningType()).isEqualTo("licensed");
        assertThat(config.provisioningTypeGroups()).isEmpty();
        assertThat(config.provisioningOnNoLicence()).isEqualTo(OnNoLicence.WAIT);
        assertThat(config.provisioningOnDeactivate()).isEqualTo(OnDeactivate.IGNORE);
        assertThat(config.provisioningOnRemove()).isEqualTo(OnRemove.IGNORE);
        assertThat(config.provisioningHeir()).isEmpty();
        assertThat(Policies.off().isOn()).isFalse();
    }

    @Test
    void takesEveryVariable() {
        AccountPolicy policy =
                Policies.on(
                        "TYPE", "unassigned",
                        "TYPE_GROUPS", "licensed:Zoom Users|Sales, basic:Contractors",
                        "ON_NO_LICENCE", "basic",
                        "ON_DEACTIVATE", "deactivate",
                        "ON_REMOVE", "delete",
                        "HEIR", "heir@example.com");

        assertThat(policy.isOn()).isTrue();
        assertThat(policy.types().of(Set.of())).isEqualTo(ZoomType.UNASSIGNED);
        assertThat(policy.types().of(Set.of("contractors"))).isEqualTo(ZoomType.BASIC);
        assertThat(policy.types().of(Set.of("contractors", "sales"))).isEqualTo(ZoomType.LICENSED);
        assertThat(policy.types().of(Set.of("zoom users"))).isEqualTo(ZoomType.LICENSED);
        assertThat(policy.onNoLicence()).isEqualTo(OnNoLicence.BASIC);
        assertThat(policy.onDeactivate()).isEqualTo(OnDeactivate.DEACTIVATE);
        assertThat(policy.onRemove()).isEqualTo(OnRemove.DELETE);
        assertThat(policy.removal())
                .isEqualTo(
                        new UserRemoval.WithHeir(
                                UserRemoval.Way.DELETE,
                                new EmailAddress("heir@example.com"),
                                true,
                                true,
                                true));
        assertThat(Policies.on("ON_REMOVE", "delete", "HEIR", "none").removal())
                .isEqualTo(new UserRemoval.WithoutHeir(UserRemoval.Way.DELETE));
        assertThat(Policies.on("ON_REMOVE", "disassociate").removal())
                .isEqualTo(new UserRemoval.WithoutHeir(UserRemoval.Way.DISASSOCIATE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ZOOM_PROVISIONING               | on            | is not possible here
                    ZOOM_PROVISIONING               | ''            | is empty
                    ZOOM_PROVISIONING_TYPE          | Licensed      | is not possible here
                    ZOOM_PROVISIONING_TYPE_GROUPS   | Sales         | cannot be read
                    ZOOM_PROVISIONING_TYPE_GROUPS   | gold:Sales    | cannot be read
                    ZOOM_PROVISIONING_TYPE_GROUPS   | basic:       | cannot be read
                    ZOOM_PROVISIONING_ON_NO_LICENCE | fail          | is not possible here
                    ZOOM_PROVISIONING_ON_DEACTIVATE | delete        | is not possible here
                    ZOOM_PROVISIONING_ON_REMOVE     | remove        | is not possible here
                    ZOOM_PROVISIONING_HEIR          | the boss      | it is neither
                    """)
    void saysWhatIsWrong(String name, String value, String fault) {
        Setting setting =
                AccountConfig.SETTINGS.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();

        assertThat(setting.check(Optional.of(value)).orElseThrow())
                .startsWith(name + ": ")
                .contains(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sso-create | delete       |                  | true
                    sso-create | delete       | none             | false
                    sso-create | delete       | heir@example.com | false
                    sso-create | disassociate |                  | false
                    off        | delete       |                  | false
                    """)
    void deletesNobodyUntilItIsSaidWhoInherits(
            String provisioning, String onRemove, String heir, boolean refused) {
        Map<String, Optional<String>> environment =
                Map.of(
                        "ZOOM_PROVISIONING", Optional.of(provisioning),
                        "ZOOM_PROVISIONING_ON_REMOVE", Optional.of(onRemove),
                        "ZOOM_PROVISIONING_HEIR", Optional.ofNullable(heir));

        List<String> faults =
                AccountConfig.faults(name -> environment.getOrDefault(name, Optional.empty()));

        assertThat(faults).hasSize(refused ? 1 : 0);
        assertThat(faults)
                .allMatch(fault -> fault.startsWith("ZOOM_PROVISIONING_HEIR: is not set"));
    }

    @ParameterizedTest
    @CsvSource({
        "sso-create, delete,       ignore, true",
        "sso-create, disassociate, IGNORE, true",
        "sso-create, deactivate,   ignore, false",
        "sso-create, delete,       revoke, false",
        "sso-create, delete,             , false",
        "off,        delete,       ignore, false",
    })
    void removesNobodyWhoseKeyWouldNotBeWithdrawnFirst(
            String provisioning, String onRemove, String onUserRemoved, boolean refused) {
        Map<String, Optional<String>> environment =
                Map.of(
                        "ZOOM_PROVISIONING", Optional.of(provisioning),
                        "ZOOM_PROVISIONING_ON_REMOVE", Optional.of(onRemove),
                        "ZOOM_PROVISIONING_HEIR", Optional.of("none"),
                        "HOSTKEY_ON_USER_REMOVED", Optional.ofNullable(onUserRemoved));

        List<String> faults =
                AccountConfig.faults(name -> environment.getOrDefault(name, Optional.empty()));

        assertThat(faults)
                .isEqualTo(
                        refused
                                ? List.of(
                                        "HOSTKEY_ON_USER_REMOVED: is ignore, and ZOOM_PROVISIONING_ON_REMOVE="
                                                + onRemove
                                                + " takes the account away, before which the key must be withdrawn;"
                                                + " expected revoke, or ZOOM_PROVISIONING_ON_REMOVE=deactivate or ignore")
                                : List.of());
    }
}
