package dev.hostkeysync.ops.letters;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long records that could not be handled are kept.
@ConfigMapping(prefix = "dead-letter")
public interface DeadLetterConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.defaulted(
                            "DEAD_LETTER_RETENTION",
                            "a duration from PT1H to P3650D such as P30D",
                            DeadLetterConfig::fault));

    /// Since they could not be handled last, `DEAD_LETTER_RETENTION`.
    @WithDefault("P30D")
    Duration retention();

    private static Optional<String> fault(String value) {
        try {
            Duration kept = Duration.parse(value);
            return kept.compareTo(Duration.ofHours(1)) < 0
                            || kept.compareTo(Duration.ofDays(3650)) > 0
                    ? Optional.of("'" + value + "' is out of range")
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.of("'" + value + "' is not a duration");
        }
    }
}
