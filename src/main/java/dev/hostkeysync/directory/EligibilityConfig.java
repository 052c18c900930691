package dev.hostkeysync.directory;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// Whose members may hold a key.
@ConfigMapping(prefix = "hostkey")
public interface EligibilityConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            "HOSTKEY_ELIGIBLE_GROUPS",
                            "display names of groups, separated by commas, none of them empty",
                            Setting.parsedBy(Policy::parse)));

    /// Display names, `HOSTKEY_ELIGIBLE_GROUPS`; empty = all users.
    Optional<String> eligibleGroups();
}
