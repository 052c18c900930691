package dev.hostkeysync.audit;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// What the trail demands of whoever asks for something.
@ConfigMapping(prefix = "audit")
public interface AuditConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.defaulted(
                            "AUDIT_REASON",
                            "optional or required",
                            text ->
                                    text.matches("optional|required")
                                            ? Optional.empty()
                                            : Optional.of("'" + text + "' is unknown")));

    /// Whether a reason must be given, `AUDIT_REASON`.
    enum Demand {
        OPTIONAL,
        /// By whoever has the host key of somebody else revealed or rotated.
        REQUIRED
    }

    @WithDefault("optional")
    Demand reason();
}
