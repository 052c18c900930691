package dev.hostkeysync.account;

import dev.hostkeysync.common.Setting;
import dev.hostkeysync.directory.ProfileNewsConfig;
import dev.hostkeysync.identity.EmailAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Whether we make Zoom's users, and what becomes of them (`ZOOM_PROVISIONING…`).
@ConfigMapping(prefix = "zoom")
public interface AccountConfig {

    /// The value of `ZOOM_PROVISIONING_HEIR` by which the operator says: what a deleted user leaves
    /// is deleted too.
    String NOBODY = "none";

    List<Setting> SETTINGS =
            List.of(
                    words("ZOOM_PROVISIONING", "off", "sso-create"),
                    words("ZOOM_PROVISIONING_TYPE", "basic", "licensed", "unassigned"),
                    Setting.optional(
                            "ZOOM_PROVISIONING_TYPE_GROUPS",
                            "type:group|group, such as licensed:Zoom Users|Sales,basic:Contractors",
                            Setting.parsedBy(list -> TypeRule.parse("licensed", list))),
                    words("ZOOM_PROVISIONING_ON_NO_LICENCE", "wait", "basic"),
                    words("ZOOM_PROVISIONING_ON_DEACTIVATE", "ignore", "deactivate"),
                    words(
                            "ZOOM_PROVISIONING_ON_REMOVE",
                            "ignore",
                            "deactivate",
                            "disassociate",
                            "delete"),
                    Setting.optional(
                            "ZOOM_PROVISIONING_HEIR",
                            "the e-mail address of a licensed Zoom user, or none",
                            value ->
                                    value.equals(NOBODY) || EmailAddress.parse(value).isPresent()
                                            ? Optional.empty()
                                            : Optional.of("it is neither")));

    /// Without a licence left, what becomes of a user who should have one.
    enum OnNoLicence {
        WAIT,
        BASIC
    }

    enum OnDeactivate {
        IGNORE,
        DEACTIVATE
    }

    enum OnRemove {
        IGNORE,
        DEACTIVATE,
        DISASSOCIATE,
        DELETE
    }

    @WithDefault("off")
    ProfileNewsConfig.Provisioning provisioning();

    /// Of a new user in none of the groups below.
    @WithDefault("licensed")
    String provisioningType();

    Optional<String> provisioningTypeGroups();

    @WithDefault("wait")
    OnNoLicence provisioningOnNoLicence();

    /// Deactivating takes the licences away, and Zoom does not say that it gives them back.
    @WithDefault("ignore")
    OnDeactivate provisioningOnDeactivate();

    @WithDefault("ignore")
    OnRemove provisioningOnRemove();

    /// Who takes over meetings, recordings and webinars of a user who is removed: an address, or
    /// [#NOBODY].
    Optional<String> provisioningHeir();

    /// Faults that show only in several variables together, one line each.
    static List<String> faults(Function<String, Optional<String>> environment) {
        if (environment.apply("ZOOM_PROVISIONING").filter("sso-create"::equals).isEmpty()) {
            return List.of();
        }
        String onRemove = environment.apply("ZOOM_PROVISIONING_ON_REMOVE").orElse("");
        List<String> faults = new ArrayList<>();
        boolean heirless =
                environment
                        .apply("ZOOM_PROVISIONING_HEIR")
                        .filter(heir -> !heir.isBlank())
                        .isEmpty();
        if (onRemove.equals("delete") && heirless) {
            faults.add(
                    "ZOOM_PROVISIONING_HEIR: is not set, and ZOOM_PROVISIONING_ON_REMOVE=delete"
                            + " deletes meetings and recordings with the user; expected the e-mail"
                            + " address of a licensed Zoom user who takes them over, or none");
        }
        boolean keepsKeys =
                environment
                        .apply("HOSTKEY_ON_USER_REMOVED")
                        .filter("ignore"::equalsIgnoreCase)
                        .isPresent();
        if (keepsKeys && List.of("delete", "disassociate").contains(onRemove)) {
            faults.add(
                    "HOSTKEY_ON_USER_REMOVED: is ignore, and ZOOM_PROVISIONING_ON_REMOVE="
                            + onRemove
                            + " takes the account away, before which the key must be withdrawn;"
                            + " expected revoke, or ZOOM_PROVISIONING_ON_REMOVE=deactivate or ignore");
        }
        return faults;
    }

    private static Setting words(String name, String... words) {
        List<String> allowed = List.of(words);
        return Setting.defaulted(
                name,
                "one of " + String.join(", ", allowed),
                value ->
                        allowed.contains(value)
                                ? Optional.empty()
                                : Optional.of("'" + value + "' is not possible here"));
    }
}
