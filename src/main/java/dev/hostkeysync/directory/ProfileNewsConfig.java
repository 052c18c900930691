package dev.hostkeysync.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Whether anybody is to hear of names and departments: only who keeps users at Zoom up to date
/// needs them, and without such an event an edit of a name costs no message.
@ConfigMapping(prefix = "zoom")
public interface ProfileNewsConfig {

    /// The values of `ZOOM_PROVISIONING`.
    enum Provisioning {
        OFF,
        SSO_CREATE
    }

    @WithDefault("off")
    Provisioning provisioning();
}
