package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.common.Setting;
import dev.hostkeysync.webhook.LiveSecrets;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who may call `/webhooks/zoom`, and whom it makes known.
@ConfigMapping(prefix = "zoom")
public interface ZoomWebhookConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            "ZOOM_WEBHOOK_SECRETS",
                            "the secret token of the Zoom app, or two separated by a comma while one is replaced",
                            list -> LiveSecrets.fault(list, 1)),
                    Setting.defaulted(
                            "ZOOM_WEBHOOK_TOLERANCE",
                            "an ISO 8601 duration such as PT90M",
                            Setting.parsedBy(Duration::parse)),
                    Setting.defaulted(
                            "ZOOM_WEBHOOK_ADOPT",
                            "true or false",
                            value ->
                                    value.equals("true") || value.equals("false")
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is neither")));

    /// The account whose events count, `ZOOM_ACCOUNT_ID`.
    Optional<String> accountId();

    /// Secret tokens of the Zoom app, separated by commas; none = the endpoint is off.
    Optional<String> webhookSecrets();

    /// How old a signature may be. Zoom repeats for 85 minutes, and whether it signs a repeat anew
    /// is not documented.
    @WithDefault("PT90M")
    Duration webhookTolerance();

    /// Whether users whom no identity provider pushed are made when Zoom tells of them.
    @WithDefault("false")
    boolean webhookAdopt();
}
