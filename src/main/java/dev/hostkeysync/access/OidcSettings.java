package dev.hostkeysync.access;

import dev.hostkeysync.access.jwt.Metadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is right for `OIDC_…`.
final class OidcSettings {

    private OidcSettings() {}

    static Optional<String> issuerFault(String text) {
        return Metadata.fault(text);
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
        List<String> faults = new ArrayList<>();
        if (incomplete) {
            faults.add(
                    "OIDC_AUDIENCE: is not set; expected the audience of the JWTs, because"
                            + " OIDC_ISSUER is set (OIDC_CLIENT_ID is its default)");
        }
        boolean nobody =
                isSet(environment, "OIDC_CLIENT_SECRET")
                        && !(isSet(environment, "OIDC_ISSUER")
                                && isSet(environment, "OIDC_CLIENT_ID"));
        if (nobody) {
            faults.add(
                    "OIDC_CLIENT_SECRET: is set without OIDC_ISSUER or OIDC_CLIENT_ID; expected all"
                            + " three, so that people can sign in, or none of them");
        }
        return faults;
    }

    private static boolean isSet(Function<String, Optional<String>> environment, String name) {
        return environment.apply(name).filter(text -> !text.isBlank()).isPresent();
    }
}
