package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How each variable of [GraphConfig] is checked before anything starts.
final class GraphSettings {

    /// The longest that Graph lets a subscription to users live: 41,760 minutes.
    static final Duration LONGEST_LIFE = Duration.ofDays(29);

    private static final String STATES = "GRAPH_CLIENT_STATES";
    private static final String TENANT = "GRAPH_TENANT_ID";
    private static final String CLIENT = "GRAPH_CLIENT_ID";
    private static final String SECRET = "GRAPH_CLIENT_SECRET";
    private static final String OURS = "PUBLIC_URL";

    /// These work together or not at all.
    private static final List<String> SET = List.of(STATES, TENANT, CLIENT, SECRET);

    static final List<Setting> ALL =
            List.of(
                    Setting.optional(
                            STATES,
                            "one or more secrets of 16 to 128 printable characters without blanks,"
                                    + " separated by commas",
                            GraphSettings::statesFault),
                    Setting.optional(TENANT, "the tenant's id, a GUID", GraphSettings::guidFault),
                    Setting.optional(CLIENT, "the app's id, a GUID", GraphSettings::guidFault),
                    Setting.optional(
                            SECRET, "a client secret of the app", GraphSettings::secretFault),
                    Setting.defaulted(
                            "GRAPH_LOGIN_URL",
                            "http:// or https://, a host and maybe a port, such as"
                                    + " https://login.microsoftonline.com",
                            GraphSettings::urlFault),
                    Setting.defaulted(
                            "GRAPH_API_URL",
                            "http:// or https://, a host and maybe a port, such as"
                                    + " https://graph.microsoft.com",
                            GraphSettings::urlFault),
                    Setting.defaulted(
                            "GRAPH_ADOPT",
                            "true or false",
                            text ->
                                    text.matches("true|false")
                                            ? Optional.empty()
                                            : Optional.of("'" + text + "' is neither")),
                    Setting.defaulted(
                            "GRAPH_SUBSCRIPTION_LIFE",
                            "an ISO 8601 duration from PT10S to P29D, such as P28D",
                            text -> durationFault(text, Duration.ofSeconds(10), LONGEST_LIFE)),
                    // A delta token is good for seven days.
                    Setting.defaulted(
                            "GRAPH_DELTA_INTERVAL",
                            "an ISO 8601 duration from PT1S to P6D, such as PT6H",
                            text ->
                                    durationFault(
                                            text, Duration.ofSeconds(1), Duration.ofDays(6))));

    private GraphSettings() {}

    /// One line for each variable that is missing while others of the set are given.
    static List<String> faults(Function<String, Optional<String>> environment) {
        if (SET.stream().noneMatch(name -> isGiven(environment, name))) {
            return List.of();
        }
        return java.util.stream.Stream.concat(SET.stream(), java.util.stream.Stream.of(OURS))
                .filter(name -> !isGiven(environment, name))
                .map(name ->
                        name.equals(OURS)
                                ? OURS
                                        + ": is not set; Microsoft Graph needs it to reach the"
                                        + " service; expected an https URL"
                                : name
                                        + ": is not set, but other variables of Microsoft Graph"
                                        + " are; expected all or none of "
                                        + String.join(", ", SET))
                .toList();
    }

    private static boolean isGiven(Function<String, Optional<String>> environment, String name) {
        return environment.apply(name).filter(value -> !value.isBlank()).isPresent();
    }

    private static Optional<String> statesFault(String value) {
        for (String state : value.split(",", -1)) {
            String secret = state.strip();
            if (secret.isEmpty()) {
                return Optional.of("one of the secrets is empty");
            }
            if (secret.length() < 16 || secret.length() > 128) {
                return Optional.of("one of the secrets is too short or too long");
            }
            if (!isPrintable(secret)) {
                return Optional.of("one of the secrets holds a blank or a foreign character");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> guidFault(String value) {
        return ObjectId.parse(value).isPresent()
                ? Optional.empty()
                : Optional.of("it is something else");
    }

    private static Optional<String> secretFault(String value) {
        return isPrintable(value)
                ? Optional.empty()
                : Optional.of("it holds white space, a line end or a character outside ASCII");
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static Optional<String> urlFault(String value) {
        try {
            URI url = new URI(value);
            boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            boolean plain = url.getRawQuery() == null && url.getRawFragment() == null;
            return http
                            && plain
                            && url.getHost() != null
                            && url.getRawUserInfo() == null
                            && url.getRawPath().isEmpty()
                    ? Optional.empty()
                    : Optional.of("it is something else");
        } catch (URISyntaxException _) {
            return Optional.of("it is not a URL");
        }
    }

    private static Optional<String> durationFault(String text, Duration least, Duration most) {
        try {
            Duration duration = Duration.parse(text);
            return duration.compareTo(least) < 0 || duration.compareTo(most) > 0
                    ? Optional.of("'" + text + "' is out of range")
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.of("'" + text + "' is not a duration");
        }
    }
}
