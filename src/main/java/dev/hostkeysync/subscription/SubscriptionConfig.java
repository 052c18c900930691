package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where deliveries may go and how many at once.
@ConfigMapping(prefix = "subscription")
public interface SubscriptionConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            "SUBSCRIPTION_ALLOWED_HOSTS",
                            "host names or IP addresses without port, separated by commas",
                            AllowedHosts::fault),
                    Setting.defaulted(
                            "SUBSCRIPTION_TIMEOUT",
                            "a duration from PT1S to PT30S",
                            SubscriptionConfig::timeoutFault),
                    Setting.defaulted(
                            "SUBSCRIPTION_CONCURRENCY",
                            "a whole number from 1 to 512",
                            value ->
                                    value.matches("[1-9][0-9]{0,2}")
                                                    && Integer.parseInt(value) <= 512
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is out of range")));

    /// `SUBSCRIPTION_ALLOWED_HOSTS`: to these hosts deliveries may go over http and to private
    /// addresses too.
    Optional<String> allowedHosts();

    /// For one delivery, from the look-up of the name to the status of the answer.
    @WithDefault("PT15S")
    Duration timeout();

    /// Deliveries under way at once, per replica.
    @WithDefault("128")
    int concurrency();

    private static Optional<String> timeoutFault(String value) {
        try {
            Duration timeout = Duration.parse(value);
            return timeout.compareTo(Duration.ofSeconds(1)) < 0
                            || timeout.compareTo(Duration.ofSeconds(30)) > 0
                    ? Optional.of("'" + value + "' is out of range")
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.of("'" + value + "' is not a duration");
        }
    }
}
