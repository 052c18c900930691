package dev.hostkeysync.access.jwt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/// What the claims of a JWT must say (RFC 7519 section 4.1, RFC 9068 section 4).
///
/// @param audience at least one of these must be in `aud`
record ClaimRules(String issuer, Set<String> audience, InstantSource clock) {

    /// Clocks of issuers are not ours.
    private static final Duration SKEW = Duration.ofMinutes(1);

    /// Only ID tokens have these. They go to the same audience and say who signed in, not what may
    /// be done.
    private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash");

    /// Okta: `scp` as an array. Entra ID: `scp` as a text, and `roles` for services.
    private static final List<String> GRANTS = List.of("scope", "scp", "roles");

    private static final List<String> SUBJECTS = List.of("sub", "client_id", "azp", "appid");

    /// Why the claims are not good; empty when they are.
    Optional<String> fault(JwtClaims claims) {
        try {
            if (!Metadata.withoutSlash(String.valueOf(claims.getIssuer()))
                    .equals(Metadata.withoutSlash(issuer))) {
                return Optional.of("the token is of another issuer than OIDC_ISSUER");
            }
            if (Collections.disjoint(claims.getAudience(), audience)) {
                return Optional.of("the token is meant for another audience");
            }
            long now = clock.instant().getEpochSecond();
            NumericDate end = claims.getExpirationTime();
            if (end == null) {
                return Optional.of("the token does not say when it expires");
            }
            if (end.getValue() <= now - SKEW.toSeconds()) {
                return Optional.of("the token expired");
            }
            NumericDate begin = claims.getNotBefore();
            if (begin != null && begin.getValue() > now + SKEW.toSeconds()) {
                return Optional.of("the token is not valid yet");
            }
            if (OF_ID_TOKENS.stream().anyMatch(claims::hasClaim)) {
                return Optional.of("the token is an ID token; send the access token");
            }
            return subject(claims).isEmpty()
                    ? Optional.of("the token does not say whose it is")
                    : Optional.empty();
        } catch (MalformedClaimException _) {
            return Optional.of("a claim of the token has another type than it must have");
        }
    }

    static Optional<String> subject(JwtClaims claims) {
        return SUBJECTS.stream()
                .map(claims::getClaimValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    static Set<String> grants(JwtClaims claims) {
        return GRANTS.stream()
                .map(claims::getClaimValue)
                .flatMap(value ->
                        value instanceof Collection<?> many ? many.stream() : Stream.of(value))
                .filter(String.class::isInstance)
                .flatMap(text -> Arrays.stream(((String) text).split("\\s+")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
