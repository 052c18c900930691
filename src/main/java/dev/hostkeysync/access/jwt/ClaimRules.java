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
/// @param client the audience of ID tokens: what is for it must show that it is an access token
record ClaimRules(
        String issuer, Set<String> audience, Optional<String> client, InstantSource clock) {

    /// Clocks of issuers are not ours.
    private static final Duration SKEW = Duration.ofMinutes(1);

    /// Only ID tokens have these. They go to the same audience and say who signed in, not what may
    /// be done.
    private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash");

    /// An ID token that was asked for without a nonce has none of those; nor has it any of these.
    private static final Set<String> OF_ACCESS_TOKENS =
            Set.of("scope", "scp", "roles", "client_id", "cid", "appid");

    /// What the issuer's administrators give to one person or service.
    private static final List<String> ROLES = List.of("roles");

    /// Okta: `scp` as an array. Entra ID: `scp` as a text, and `roles` for services.
    private static final List<String> GRANTS = List.of("scope", "scp", "roles");

    /// A token with one of these was made for a person: OpenID Connect Core 1.0 section 5.1, Okta's
    /// id of the user behind an access token, Entra ID's names of one.
    private static final Set<String> OF_PEOPLE = Set.of("email", "uid", "upn", "unique_name");

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
            if (isIdToken(claims)) {
                return Optional.of("the token is an ID token; send the access token");
            }
            return subject(claims).isEmpty()
                    ? Optional.of("the token does not say whose it is")
                    : Optional.empty();
        } catch (MalformedClaimException _) {
            return Optional.of("a claim of the token has another type than it must have");
        }
    }

    private boolean isIdToken(JwtClaims claims) throws MalformedClaimException {
        return OF_ID_TOKENS.stream().anyMatch(claims::hasClaim)
                || "ID".equals(claims.getClaimValue("typ")) // Keycloak's
                || (client.filter(claims.getAudience()::contains).isPresent()
                        && OF_ACCESS_TOKENS.stream().noneMatch(claims::hasClaim));
    }

    static Optional<String> subject(JwtClaims claims) {
        return SUBJECTS.stream()
                .map(claims::getClaimValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /// The words that may be scopes of ours. A scope in a person's token says what an app may do in
    /// their name, within what is theirs: it gives no power over others.
    static Set<String> grants(JwtClaims claims) {
        boolean delegated = OF_PEOPLE.stream().anyMatch(claims::hasClaim);
        return (delegated ? ROLES : GRANTS)
                .stream()
                        .map(claims::getClaimValue)
                        .flatMap(value ->
                                value instanceof Collection<?> many
                                        ? many.stream()
                                        : Stream.of(value))
                        .filter(String.class::isInstance)
                        .flatMap(text -> Arrays.stream(((String) text).split("\\s+")))
                        .collect(Collectors.toUnmodifiableSet());
    }
}
