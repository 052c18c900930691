package dev.hostkeysync;

import dev.hostkeysync.common.Setting;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The variables that Quarkus itself reads: of the database, of HTTP and of the log.
final class PlatformSettings {

    static final List<Setting> DATABASE =
            List.of(
                    Setting.required(
                            "DATABASE_URL",
                            "a JDBC URL such as jdbc:postgresql://db.example.com:5432/hostkeysync",
                            url ->
                                    url.startsWith("jdbc:postgresql:")
                                            ? Optional.empty()
                                            : Optional.of(
                                                    "it does not begin with jdbc:postgresql:")),
                    Setting.required("DATABASE_USERNAME", "the database user", Setting.anyText()),
                    Setting.required("DATABASE_PASSWORD", "the user's password", Setting.anyText()),
                    Setting.defaulted(
                            "DATABASE_POOL_SIZE", "a whole number from 4 to 500", number(4, 500)));

    static final List<Setting> HTTP =
            List.of(Setting.defaulted("PORT", "a TCP port from 1 to 65535", number(1, 65_535)));

    static final List<Setting> LOG =
            List.of(
                    Setting.defaulted(
                            "LOG_FORMAT",
                            "text or json",
                            value ->
                                    value.matches("text|json")
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is not possible")));

    private PlatformSettings() {}

    private static Function<String, Optional<String>> number(int least, int most) {
        return value -> {
            try {
                int number = Integer.parseInt(value);
                return number < least || number > most
                        ? Optional.of("'" + value + "' is out of range")
                        : Optional.empty();
            } catch (NumberFormatException _) {
                return Optional.of("'" + value + "' is not a number");
            }
        };
    }
}
