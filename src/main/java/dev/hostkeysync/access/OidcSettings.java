package dev.hostkeysync.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is right for `OIDC_…`.
final class OidcSettings {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private OidcSettings() {}

    static Optional<String> issuerFault(String text) {
        try {
            URI url = new URI(text.strip());
            // Over plain HTTP anybody on the way could hand us keys of their own.
            boolean safe =
                    "https".equals(url.getScheme())
                            || ("http".equals(url.getScheme())
                                    && THIS_MACHINE.contains(url.getHost()));
            boolean plain =
                    url.getHost() != null
                            && url.getQuery() == null
                            && url.getFragment() == null
                            && url.getUserInfo() == null;
            return safe && plain ? Optional.empty() : Optional.of("it is something else");
        } catch (URISyntaxException _) {
            return Optional.of("it is not a URL");
        }
    }

    static Optional<String> audienceFault(String text) {
        return audiences(text).stream().allMatch(one -> one.matches("\\S+"))
                ? Optional.empty()
                : Optional.of("one of them is empty or has a blank");
    }

    static Set<String> audiences(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }

    static List<String> faults(Function<String, Optional<String>> environment) {
        boolean incomplete =
                isSet(environment, "OIDC_ISSUER")
                        && !isSet(environment, "OIDC_AUDIENCE")
                        && !isSet(environment, "OIDC_CLIENT_ID");
        return incomplete
                ? List.of(
                        "OIDC_AUDIENCE: is not set; expected the audience of the JWTs, because"
                                + " OIDC_ISSUER is set (OIDC_CLIENT_ID is its default)")
                : List.of();
    }

    private static boolean isSet(Function<String, Optional<String>> environment, String name) {
        return environment.apply(name).filter(text -> !text.isBlank()).isPresent();
    }
}
