package dev.hostkeysync.webhook.standard;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who may call `/webhooks/standard`.
@ConfigMapping(prefix = "standard.webhook")
public interface StandardWebhookConfig {

    String SECRETS = "STANDARD_WEBHOOK_SECRETS";

    List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            SECRETS,
                            "whsec_ and base64 of 24 to 64 bytes, or whpk_ and base64 of an Ed25519 public key, several"
                                    + " separated by commas",
                            StandardWebhookConfig::fault),
                    Setting.defaulted(
                            "STANDARD_WEBHOOK_TOLERANCE",
                            "an ISO 8601 duration of more than nothing such as PT5M",
                            StandardWebhookConfig::toleranceFault));

    /// Keys of the senders, separated by commas; none = the endpoint is off.
    Optional<String> secrets();

    /// How far the time of an attempt may be from ours. A repetition is signed anew.
    @WithDefault("PT5M")
    Duration tolerance();

    private static Optional<String> fault(String list) {
        for (String text : list.split(",", -1)) {
            if (text.isBlank()) {
                return Optional.of("one of the secrets is empty");
            }
            try {
                SigningKey _ = SigningKey.parse(Secret.of(text.strip()));
            } catch (IllegalArgumentException e) {
                return Optional.ofNullable(e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> toleranceFault(String text) {
        return Setting.parsedBy(Duration::parse)
                .apply(text)
                .or(() ->
                        Duration.parse(text).isPositive()
                                ? Optional.empty()
                                : Optional.of("'" + text + "' is no time at all"));
    }
}
