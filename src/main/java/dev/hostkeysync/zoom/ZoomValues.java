package dev.hostkeysync.zoom;

import dev.hostkeysync.zoom.limit.Plan;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/// The forms of Zoom's settings. SmallRye takes an empty variable for a present one; these
/// converters take it for the default.
final class ZoomValues {

    static final String OAUTH_URL = "https://zoom.us";
    static final String API_URL = "https://api.zoom.us";
    static final String PLAN = "pro";
    static final String BUDGET_SHARE = "0.5";
    static final String REQUEST_TIMEOUT = "PT10S";
    static final String CONNECT_TIMEOUT = "PT3S";

    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

    private ZoomValues() {}

    /// @throws IllegalArgumentException with what is wrong, which does not repeat the text: it may
    ///   hold a password
    static URI baseUrl(String text) {
        URI url = parseUrl(text.strip().replaceFirst("/$", ""));
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("it does not begin with http:// or https://");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("it names no host");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("it holds a user");
        }
        boolean more = url.getRawQuery() != null || url.getRawFragment() != null;
        if (more || !url.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("it goes on after the host");
        }
        return url;
    }

    private static URI parseUrl(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            // NB: the cause is dropped, it quotes the text.
            throw new IllegalArgumentException("it is not a URL");
        }
    }

    static double share(String text) {
        double share = Double.parseDouble(text.strip());
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("it is out of range");
        }
        return share;
    }

    static int perSecond(String text) {
        int calls = Integer.parseInt(text.strip());
        if (calls < 1 || calls > 1_000_000) {
            throw new IllegalArgumentException("it is out of range");
        }
        return calls;
    }

    static Duration timeout(String text) {
        Duration timeout = Duration.parse(text.strip());
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("it is out of range");
        }
        return timeout;
    }

    private static String or(String value, String whenEmpty) {
        return value.isBlank() ? whenEmpty : value;
    }

    public static final class OauthUrl implements Converter<URI> {
        @Override
        public URI convert(String value) {
            return baseUrl(or(value, OAUTH_URL));
        }
    }

    public static final class ApiUrl implements Converter<URI> {
        @Override
        public URI convert(String value) {
            return baseUrl(or(value, API_URL));
        }
    }

    public static final class PlanName implements Converter<Plan> {
        @Override
        public Plan convert(String value) {
            return Plan.parse(or(value, PLAN));
        }
    }

    public static final class Share implements Converter<Double> {
        @Override
        public Double convert(String value) {
            return share(or(value, BUDGET_SHARE));
        }
    }

    public static final class RequestTimeout implements Converter<Duration> {
        @Override
        public Duration convert(String value) {
            return timeout(or(value, REQUEST_TIMEOUT));
        }
    }

    public static final class ConnectTimeout implements Converter<Duration> {
        @Override
        public Duration convert(String value) {
            return timeout(or(value, CONNECT_TIMEOUT));
        }
    }
}
