package dev.hostkeysync.access.jwt;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Verifies the JWTs of one issuer. A token that the issuer made is never called invalid because
/// the issuer is away or has changed its keys.
public final class JwtVerifier {

    private final ClaimRules rules;
    private final IssuerKeys keys;

    JwtVerifier(ClaimRules rules, IssuerKeys keys) {
        this.rules = rules;
        this.keys = keys;
    }

    /// Asks nobody anything yet.
    ///
    /// @param issuer URL as in the claim `iss`, with or without a slash at its end
    /// @param audience one of these must be in the claim `aud`
    /// @param client whose ID tokens are to be told from access tokens
    public static JwtVerifier of(
            String issuer, Set<String> audience, Optional<String> client, InstantSource clock) {
        return new JwtVerifier(
                new ClaimRules(issuer, audience, client, clock),
                IssuerKeys.of(Metadata.ofOpenId(issuer, "OIDC_ISSUER"), clock));
    }

    /// Whether a text is worth a closer look.
    public static boolean isCandidate(String token) {
        return Jwt.looksLikeOne(token);
    }

    /// Verifies with the keys at hand, without waiting; empty when the issuer has to be asked.
    public Optional<Verification> verifyAtOnce(String token) {
        return switch (readClaims(token)) {
            case Claims.Bad(String reason) -> Optional.of(new Verification.Invalid(reason));
            case Claims.Good(Jwt jwt) ->
                    keys.current().check(jwt) == KeySet.Answer.FITS
                            ? Optional.of(valid(jwt))
                            : Optional.empty();
        };
    }

    /// Verifies and asks the issuer for its keys if need be: up to ten seconds, while it hangs.
    public Verification verify(String token) {
        return switch (readClaims(token)) {
            case Claims.Bad(String reason) -> new Verification.Invalid(reason);
            case Claims.Good(Jwt jwt) -> verify(jwt);
        };
    }

    /// Whether [#refresh] has something to do.
    public boolean isStale() {
        return keys.isStale();
    }

    /// As [#refresh], in the background and only if need be.
    public void refreshAhead() {
        keys.refreshAhead();
    }

    /// Reads the keys. Blocks as [#verify] does.
    public void refresh() {
        Optional<KeySet> _ = keys.newerThan(keys.current());
    }

    private Verification verify(Jwt jwt) {
        return switch (keys.signed(jwt)) {
            case YES -> valid(jwt);
            case NO -> new Verification.Invalid("the token's signature is not of OIDC_ISSUER");
            case NOT_NOW -> new Verification.Undecided(IssuerKeys.PAUSE);
        };
    }

    private sealed interface Claims {
        record Good(Jwt jwt) implements Claims {}

        record Bad(String reason) implements Claims {}
    }

    /// What no key can make good is told before any is looked for.
    private Claims readClaims(String token) {
        Optional<Jwt> jwt = Jwt.parse(token, Jwt.Type.ACCESS_TOKEN);
        if (jwt.isEmpty()) {
            return new Claims.Bad("the bearer token is no access token signed with a public key");
        }
        return rules.fault(jwt.get().claims())
                .<Claims>map(Claims.Bad::new)
                .orElseGet(() -> new Claims.Good(jwt.get()));
    }

    private static Verification valid(Jwt jwt) {
        return new Verification.Valid(
                ClaimRules.subject(jwt.claims()).orElseThrow(),
                ClaimRules.grants(jwt.claims()),
                PersonClaims.of(jwt.claims()::getClaimValue));
    }
}
