package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// What work that nobody waits for may use.
@ConfigMapping(prefix = "hostkey")
public interface BatchConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.defaulted(
                            "HOSTKEY_BATCH_SHARE",
                            "a number from 0.01 to 1 such as 0.5",
                            BatchConfig::fault));

    /// `HOSTKEY_BATCH_SHARE`: the part of our budget that work of the service's own accord gets at
    /// most, beside live events.
    @WithDefault("0.5")
    double batchShare();

    private static Optional<String> fault(String value) {
        if (!value.matches("[01](\\.[0-9]{1,4})?")) {
            return Optional.of("'" + value + "' is not such a number");
        }
        double share = Double.parseDouble(value);
        return share < 0.01 || share > 1
                ? Optional.of("'" + value + "' is out of range")
                : Optional.empty();
    }
}
