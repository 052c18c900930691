package dev.hostkeysync.access.jwt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/// Where an issuer says what there is to know of it, such as the place of its keys.
///
/// @param issuer without a slash at its end
/// @param variable which names the issuer, for messages to the operator
public record Metadata(String issuer, URI location, String variable) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// As OpenID Connect Discovery 1.0 section 4 says: behind the issuer.
    public static Metadata ofOpenId(String issuer, String variable) {
        String base = withoutSlash(issuer);
        return new Metadata(base, URI.create(base + "/.well-known/openid-configuration"), variable);
    }

    /// As RFC 8615 and the Shared Signals Framework 1.0 section 7.2 say: between host and path.
    ///
    /// @param name such as `ssf-configuration`
    public static Metadata wellKnown(String issuer, String name, String variable) {
        String base = withoutSlash(issuer);
        URI url = URI.create(base);
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String origin = base.substring(0, base.length() - path.length());
        return new Metadata(base, URI.create(origin + "/.well-known/" + name + path), variable);
    }

    /// What is wrong with an issuer's URL. Over plain HTTP anybody on the way could hand us keys of
    /// their own, so it is for this machine only.
    public static Optional<String> fault(String issuer) {
        try {
            URI url = new URI(issuer.strip());
            boolean plain =
                    url.getHost() != null
                            && url.getQuery() == null
                            && url.getFragment() == null
                            && url.getUserInfo() == null;
            return isSafe(url) && plain ? Optional.empty() : Optional.of("it is something else");
        } catch (URISyntaxException _) {
            return Optional.of("it is not a URL");
        }
    }

    /// Whether nobody on the way can read or change what is sent.
    public static boolean isSafe(URI url) {
        return url.getHost() != null
                && ("https".equals(url.getScheme())
                        || ("http".equals(url.getScheme())
                                && THIS_MACHINE.contains(url.getHost())));
    }

    /// The form in which two spellings of one issuer are the same.
    public static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
