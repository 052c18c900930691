package dev.hostkeysync.common;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/// How the world reaches the service.
@ConfigMapping(prefix = "public")
public interface PublicUrlConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            "PUBLIC_URL",
                            "an absolute http or https URL without query, such as"
                                    + " https://hostkeys.example.com",
                            PublicUrlConfig::fault));

    /// `PUBLIC_URL`; empty = what the request was sent to.
    Optional<String> url();

    /// The base to build absolute URLs on, without a slash at its end.
    ///
    /// @param requestBase what the request was sent to
    default String base(String requestBase) {
        String base = url().map(String::strip).orElse(requestBase);
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    private static Optional<String> fault(String value) {
        try {
            URI url = new URI(value.strip());
            boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            boolean plain = url.getQuery() == null && url.getFragment() == null;
            return http && url.getHost() != null && plain && url.getUserInfo() == null
                    ? Optional.empty()
                    : Optional.of("it is something else");
        } catch (URISyntaxException _) {
            return Optional.of("it is not a URL");
        }
    }
}
