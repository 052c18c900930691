package dev.hostkeysync.access.jwt;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// A JWT taken apart, its signature not yet looked at.
public final class Jwt {

    /// A header, claims and a signature, none empty.
    private static final Pattern FORM = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    /// Only what is signed with a private key. With HS256 whoever knows the issuer's public key
    /// could sign, and `none` is signed by nobody.
    private static final Set<String> ALGORITHMS =
            Set.of(
                    AlgorithmIdentifiers.RSA_USING_SHA256,
                    AlgorithmIdentifiers.RSA_USING_SHA384,
                    AlgorithmIdentifiers.RSA_USING_SHA512,
                    AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                    AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
                    AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
                    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                    AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
                    AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
                    AlgorithmIdentifiers.EDDSA);

    /// What a token is for, as its header `typ` says. One made for another purpose is none of ours,
    /// whoever signed it.
    public enum Type {
        /// RFC 9068 section 2.1; issuers older than it say `JWT` or nothing.
        ACCESS_TOKEN("", "jwt", "at+jwt", "application/at+jwt"),
        /// RFC 8417 section 2.3.
        SECURITY_EVENT("secevent+jwt", "application/secevent+jwt");

        @SuppressWarnings("ImmutableEnumChecker") // List.of is
        private final List<String> names;

        Type(String... names) {
            this.names = List.of(names);
        }

        private boolean is(@Nullable String typ) {
            return names.contains(typ == null ? "" : typ.toLowerCase(Locale.ROOT));
        }
    }

    private final JsonWebSignature signature;
    private final JwtClaims claims;
    private final Optional<String> keyId;

    private Jwt(JsonWebSignature signature, JwtClaims claims) {
        this.signature = signature;
        this.claims = claims;
        this.keyId = Optional.ofNullable(signature.getKeyIdHeaderValue());
    }

    static boolean looksLikeOne(String token) {
        return FORM.matcher(token).matches();
    }

    /// Empty for what is no JWT that could be accepted at all.
    public static Optional<Jwt> parse(String token, Type type) {
        if (!looksLikeOne(token)) {
            return Optional.empty();
        }
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(
                    new AlgorithmConstraints(
                            ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new)));
            signature.setCompactSerialization(token);
            if (!ALGORITHMS.contains(signature.getAlgorithmHeaderValue())
                    || !type.is(signature.getHeader("typ"))) {
                return Optional.empty();
            }
            return Optional.of(
                    new Jwt(signature, JwtClaims.parse(signature.getUnverifiedPayload())));
        } catch (JoseException | InvalidJwtException | RuntimeException _) {
            // NB: the library's messages quote the token; nobody is to see them.
            return Optional.empty();
        }
    }

    Optional<String> keyId() {
        return keyId;
    }

    JwtClaims claims() {
        return claims;
    }

    /// The claims as they were sent, JSON; whoever made them is not known yet.
    public String payload() {
        return signature.getUnverifiedPayload();
    }

    boolean isSignedBy(PublicJsonWebKey key) {
        try {
            signature.setKey(key.getPublicKey());
            return signature.verifySignature();
        } catch (JoseException | RuntimeException _) {
            // A key of another kind than the algorithm wants, or too short a one.
            return false;
        }
    }
}
