package dev.hostkeysync.testing;

import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/// Checks SETs as a receiver does that knows nothing of the transmitter but what it publishes.
public final class SetVerifier {

    private SetVerifier() {}

    /// The claims of a SET whose signature, type, issuer and audience are right.
    ///
    /// @param keySet what is at `jwks_uri`
    public static Map<String, Object> claims(
            String token, String keySet, String issuer, String audience) {
        try {
            JwtClaims claims =
                    new JwtConsumerBuilder()
                            .setVerificationKeyResolver(
                                    new JwksVerificationKeyResolver(
                                            new JsonWebKeySet(keySet).getJsonWebKeys()))
                            .setExpectedType(true, "application/secevent+jwt")
                            .setExpectedIssuer(true, issuer)
                            .setExpectedAudience(true, audience)
                            .setRequireJwtId()
                            .setRequireIssuedAt()
                            .build()
                            .processToClaims(token);
            return claims.getClaimsMap();
        } catch (InvalidJwtException | JoseException e) {
            throw new AssertionError("not a SET of " + issuer + " for " + audience, e);
        }
    }
}
