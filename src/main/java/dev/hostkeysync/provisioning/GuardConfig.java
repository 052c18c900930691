package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How many users may lose their key in a short time before somebody has to approve it.
@ConfigMapping(prefix = "hostkey")
public interface GuardConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.defaulted(
                            "HOSTKEY_GUARD",
                            "on or off",
                            value ->
                                    value.matches("on|off")
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is neither")),
                    Setting.defaulted(
                            "HOSTKEY_GUARD_COUNT",
                            "a whole number from 0 to 9999999",
                            value ->
                                    value.matches("[0-9]{1,7}")
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is out of range")),
                    Setting.defaulted(
                            "HOSTKEY_GUARD_PERCENT",
                            "a number from 0 to 100 such as 5 or 2.5",
                            value ->
                                    value.matches("[0-9]{1,3}(\\.[0-9]{1,3})?")
                                                    && new BigDecimal(value)
                                                                    .compareTo(
                                                                            BigDecimal.valueOf(100))
                                                            <= 0
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is out of range")),
                    Setting.defaulted(
                            "HOSTKEY_GUARD_WINDOW",
                            "a duration from one minute to a day such as PT10M",
                            GuardConfig::windowFault));

    @WithDefault("on")
    boolean guard();

    /// Revocations that pass within the window however few users there are. With a percentage of 0
    /// as well, 0 holds every one.
    @WithDefault("20")
    long guardCount();

    /// Of the users for whom a key they may know is wanted: so many pass where that is more than
    /// the count.
    @WithDefault("5")
    BigDecimal guardPercent();

    @WithDefault("PT10M")
    Duration guardWindow();

    private static Optional<String> windowFault(String value) {
        try {
            Duration window = Duration.parse(value);
            return window.compareTo(Duration.ofMinutes(1)) < 0
                            || window.compareTo(Duration.ofDays(1)) > 0
                    ? Optional.of("'" + value + "' is out of range")
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.of("'" + value + "' is not a duration");
        }
    }
}
