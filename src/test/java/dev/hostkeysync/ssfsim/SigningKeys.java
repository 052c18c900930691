package dev.hostkeysync.ssfsim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// The keys of an issuer: the newest signs, all that are not withdrawn are published.
public final class SigningKeys {

    /// Made once for all issuers: an RSA key takes its time.
    private static final Map<String, PublicJsonWebKey> MADE = new ConcurrentHashMap<>();

    private final List<PublicJsonWebKey> published = new ArrayList<>();
    private int made;

    public SigningKeys() {
        rotate();
    }

    public List<PublicJsonWebKey> keys() {
        return List.copyOf(published);
    }

    /// From now on a new RSA key signs.
    public void rotate() {
        rotate(AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    /// @param algorithm with which the new key signs
    public void rotate(String algorithm) {
        String id = "key-" + ++made;
        published.addFirst(MADE.computeIfAbsent(algorithm + id, _ -> newKey(algorithm, id)));
    }

    public void withdrawOldKeys() {
        published.subList(1, published.size()).clear();
    }

    public String keySet() {
        return new JsonWebKeySet(published).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /// A SET with these claims.
    public String sign(String claims) {
        return sign(claims, Map.of());
    }

    /// @param headers instead of the usual ones; an empty value takes one away
    public String sign(String claims, Map<String, String> headers) {
        return sign(published.getFirst(), claims, headers);
    }

    /// Signed with somebody else's key under the name of ours.
    public String forge(String claims) {
        PublicJsonWebKey ours = published.getFirst();
        return sign(
                MADE.computeIfAbsent(
                        "forged" + ours.getKeyId(),
                        _ -> newKey(ours.getAlgorithm(), ours.getKeyId())),
                claims,
                Map.of());
    }

    /// @param headers instead of the usual ones
    public static String sign(PublicJsonWebKey key, String claims, Map<String, String> headers) {
        JsonWebSignature signature = new JsonWebSignature();
        // A test signs with weak keys too.
        signature.setDoKeyValidation(false);
        signature.setAlgorithmHeaderValue(key.getAlgorithm());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setHeader("typ", "secevent+jwt");
        headers.forEach((name, value) ->
                signature.getHeaders().setObjectHeaderValue(name, value.isEmpty() ? null : value));
        signature.setKey(key.getPrivateKey());
        signature.setPayload(claims);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static PublicJsonWebKey newKey(String algorithm, String id) {
        try {
            PublicJsonWebKey key =
                    switch (algorithm) {
                        case AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256 ->
                                EcJwkGenerator.generateJwk(EllipticCurves.P256);
                        case AlgorithmIdentifiers.EDDSA -> OkpJwkGenerator.generateJwk("Ed25519");
                        default -> RsaJwkGenerator.generateJwk(2048);
                    };
            key.setKeyId(id);
            key.setUse("sig");
            key.setAlgorithm(algorithm);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
