package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Whether there is a Shared Signals transmitter.
@ConfigMapping(prefix = "ssf")
public interface TransmitterConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.defaulted(
                            "SSF_TRANSMITTER",
                            "true or false",
                            value ->
                                    value.equals("true") || value.equals("false")
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is neither")),
                    Setting.defaulted(
                            "SSF_INACTIVITY_TIMEOUT",
                            "a duration from one hour (PT1H) to 365 days (P365D)",
                            TransmitterConfig::timeoutFault));

    /// `SSF_TRANSMITTER`; off = its addresses answer 404.
    @WithDefault("false")
    boolean transmitter();

    /// How long a receiver that fetches may be silent before its stream is disabled.
    @WithDefault("P14D")
    Duration inactivityTimeout();

    /// What only several variables together tell.
    static List<String> faults(Function<String, Optional<String>> environment) {
        boolean on = environment.apply("SSF_TRANSMITTER").filter("true"::equals).isPresent();
        boolean issuer = environment.apply("PUBLIC_URL").filter(url -> !url.isBlank()).isPresent();
        return on && !issuer
                ? List.of(
                        "PUBLIC_URL: is not set; expected with SSF_TRANSMITTER=true the URL at which receivers know us: it"
                                + " is the issuer of what we sign")
                : List.of();
    }

    private static Optional<String> timeoutFault(String value) {
        try {
            Duration timeout = Duration.parse(value);
            return timeout.compareTo(Duration.ofHours(1)) < 0
                            || timeout.compareTo(Duration.ofDays(365)) > 0
                    ? Optional.of("'" + value + "' is out of range")
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.of("'" + value + "' is not a duration");
        }
    }
}
