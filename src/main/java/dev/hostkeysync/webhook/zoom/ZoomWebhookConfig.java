package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who may call `/webhooks/zoom`.
@ConfigMapping(prefix = "zoom.webhook")
public interface ZoomWebhookConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            "ZOOM_WEBHOOK_SECRETS",
                            "the secret token of the Zoom app, or two separated by a comma while one is replaced",
                            ZoomWebhookConfig::fault),
                    Setting.defaulted(
                            "ZOOM_WEBHOOK_TOLERANCE",
                            "an ISO 8601 duration such as PT90M",
                            Setting.parsedBy(Duration::parse)));

    /// Secret tokens of the Zoom app, separated by commas; none = the endpoint is off.
    Optional<String> secrets();

    /// How old a signature may be. Zoom repeats for 85 minutes, and whether it signs a repeat anew
    /// is not documented.
    @WithDefault("PT90M")
    Duration tolerance();

    private static Optional<String> fault(String value) {
        for (String secret : value.split(",", -1)) {
            if (secret.isBlank()) {
                return Optional.of("one of the secrets is empty");
            }
        }
        return Optional.empty();
    }
}
