package dev.hostkeysync;

import dev.hostkeysync.common.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The variables that Quarkus itself reads: of the database, of HTTP, of traces and of the log.
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

    static final List<Setting> TRACES =
            List.of(
                    Setting.optional(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "the address of a collector such as http://collector:4318",
                            PlatformSettings::collectorFault),
                    Setting.defaulted(
                            "OTEL_TRACES_SAMPLER_ARG",
                            "a number from 0 to 1 such as 0.1",
                            value ->
                                    value.matches("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?")
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is not such a number")));

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

    /// The value is not repeated: it may hold a password.
    private static Optional<String> collectorFault(String value) {
        try {
            URI url = new URI(value);
            boolean good =
                    url.getHost() != null
                            && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                            && url.getUserInfo() == null
                            && url.getQuery() == null;
            return good
                    ? Optional.empty()
                    : Optional.of("it is not http:// or https:// with a host and nothing secret");
        } catch (URISyntaxException _) {
            return Optional.of("it is no URL");
        }
    }

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
