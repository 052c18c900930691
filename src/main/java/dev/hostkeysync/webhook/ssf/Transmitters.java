package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.access.jwt.IssuerKeys;
import dev.hostkeysync.access.jwt.Metadata;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The issuers we listen to, each with its keys.
final class Transmitters {

    private final Map<String, IssuerKeys> keys;

    private Transmitters(Map<String, IssuerKeys> keys) {
        this.keys = keys;
    }

    /// @param issuers URLs without a slash at their end
    static Transmitters of(
            Collection<String> issuers, Function<String, IssuerKeys> keysOfAnIssuer) {
        Map<String, IssuerKeys> keys = new LinkedHashMap<>();
        issuers.forEach(issuer -> keys.computeIfAbsent(issuer, keysOfAnIssuer));
        return new Transmitters(keys);
    }

    /// Those whose keys are found through their own metadata.
    static Transmitters discovered(Collection<String> issuers, InstantSource clock) {
        return of(issuers, issuer -> IssuerKeys.of(metadata(issuer), clock));
    }

    /// Shared Signals Framework 1.0 section 7.2.
    static Metadata metadata(String issuer) {
        return Metadata.wellKnown(issuer, "ssf-configuration", "SSF_ISSUERS");
    }

    List<String> issuers() {
        return List.copyOf(keys.keySet());
    }

    /// The issuer as we write it, if it is one of ours.
    Optional<String> known(String iss) {
        return Optional.of(Metadata.withoutSlash(iss)).filter(keys::containsKey);
    }

    /// @param issuer a [#known] one
    IssuerKeys keys(String issuer) {
        return Objects.requireNonNull(keys.get(issuer), "unknown issuer");
    }
}
