package dev.hostkeysync.scim;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// How much SCIM takes on.
@ConfigMapping(prefix = "scim")
public interface ScimConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.defaulted(
                            "SCIM_MAX_IN_FLIGHT",
                            "a whole number from 16 to 9999",
                            value ->
                                    value.matches("1[6-9]|[2-9][0-9]|[1-9][0-9]{2,3}")
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is out of range")));

    /// Requests worked on at once, per replica; beyond it the answer is 429. Twice what 64 busy
    /// clients need, and few enough that the last in the queue for a connection of the pool still
    /// gets one in time.
    @WithDefault("128")
    int maxInFlight();
}
