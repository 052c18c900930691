package dev.hostkeysync.reconcile.rotation;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// Rotation by age; off unless it is set.
@ConfigMapping(prefix = "hostkey")
public interface RotationConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            "HOSTKEY_MAX_AGE",
                            "an ISO 8601 duration from P1D to P10Y such as P90D",
                            MaxAge::fault));

    /// `HOSTKEY_MAX_AGE`, see [MaxAge].
    Optional<String> maxAge();
}
