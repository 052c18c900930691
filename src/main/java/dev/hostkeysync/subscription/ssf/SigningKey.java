package dev.hostkeysync.subscription.ssf;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jspecify.annotations.Nullable;

/// A key that signs SETs, has signed them, or will.
///
/// @param id the `kid`
/// @param publicKey a JWK (RFC 7517)
/// @param signsFrom when it takes the place of the one before
/// @param publishedUntil empty = until another key takes its place
record SigningKey(
        UUID id,
        String publicKey,
        PrivateKey privateKey,
        Instant createdAt,
        String createdBy,
        Instant signsFrom,
        Optional<Instant> publishedUntil) {

    static SigningKey of(
            UUID id, KeyPair pair, Instant createdAt, String createdBy, Instant signsFrom) {
        RsaJsonWebKey jwk = new RsaJsonWebKey((RSAPublicKey) pair.getPublic());
        jwk.setKeyId(id.toString());
        jwk.setUse("sig");
        jwk.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        return new SigningKey(
                id,
                jwk.toJson(OutputControlLevel.PUBLIC_ONLY),
                pair.getPrivate(),
                createdAt,
                createdBy,
                signsFrom,
                Optional.empty());
    }

    boolean signsAt(Instant now) {
        return !signsFrom.isAfter(now);
    }

    boolean isPublishedAt(Instant now) {
        @Nullable Instant end = publishedUntil.orElse(null);
        return end == null || end.isAfter(now);
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
