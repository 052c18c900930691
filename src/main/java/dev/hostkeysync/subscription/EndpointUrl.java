package dev.hostkeysync.subscription;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// What an address must look like for deliveries to go there. Which machine it leads to is judged
/// at each delivery, see [AddressRules].
public final class EndpointUrl {

    private static final int LONGEST = 2048;

    private EndpointUrl() {}

    /// @return what is wrong with it, empty when it is right; says nothing of the address itself
    public static Optional<String> fault(String text, AllowedHosts allowed) {
        if (text.length() > LONGEST) {
            return Optional.of("must have at most " + LONGEST + " characters");
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException _) {
            return Optional.of("is not a URL");
        }
        return fault(url, allowed);
    }

    static Optional<String> fault(URI url, AllowedHosts allowed) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("must begin with https://");
        }
        if (url.getHost() == null || !url.toString().chars().allMatch(c -> c > 32 && c < 127)) {
            return Optional.of("must have a host, and ASCII characters only");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("must not hold a user name or password");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("must not have a fragment");
        }
        boolean vouched = allowed.contains(host(url));
        if (scheme.equals("http") && !vouched) {
            return Optional.of(
                    "must begin with https:// (http is for hosts in SUBSCRIPTION_ALLOWED_HOSTS)");
        }
        int port = port(url);
        // The ports below belong to services of another kind, which our bytes might mean something
        // to.
        if (port > 65_535 || port < 1 || (port < 1024 && port != 443 && !vouched)) {
            return Optional.of("must use port 443, or one from 1024 to 65535");
        }
        return Optional.empty();
    }

    /// Without the brackets of an IPv6 address.
    static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static boolean isTls(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    static int port(URI url) {
        if (url.getPort() != -1) {
            return url.getPort();
        }
        return isTls(url) ? 443 : 80;
    }

    /// Path and query as they go on the wire.
    static String target(URI url) {
        String path = url.getRawPath();
        String target = path == null || path.isEmpty() ? "/" : path;
        return url.getRawQuery() == null ? target : target + "?" + url.getRawQuery();
    }
}
